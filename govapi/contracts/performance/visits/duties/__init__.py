"""実地調査の期限 (duties of visits): the planned day of a visit, and the visit each term of a heavy contract wants.

Serves policy section 6(8): a visit that was decided on is made, and none is forgotten.
"""
