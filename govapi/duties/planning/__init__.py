"""期限のある仕事をまとめて予定すること (planning): many duties at once, as ``service.plan`` plans one.

Serves policy section 6(8): hundreds of contracts brought in on one day want hundreds of looks, and none may be forgotten.
"""
