"""決裁 (deciding): the application to open an account on its route, and what its decision sets off.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
