"""契約の画面での表示 (concerns): the incidents, findings and measures of a contract, as the page of that contract shows them.

Serves policy section 6(7): an incident shows on every contract it concerns.
"""
