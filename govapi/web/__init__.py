"""画面 (web): the house every page lives in: layout, macros, forms, styles and the renderer of server-made Japanese pages.

Serves policy 6(7) and 5: staff can only keep the rules when the page in front of them says which rule applies, what is missing
and who acts next; so a blocked button shows its reason and an error says what to do. Every page works with JavaScript off,
fetches nothing from outside (staff terminals on LGWAN cannot), and holds no inline script or style.
"""
