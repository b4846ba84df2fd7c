"""入口 (doors): all routes and all pages of the room put together, for the application to hang up.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
