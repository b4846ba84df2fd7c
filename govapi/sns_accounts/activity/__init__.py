"""発信の状況 (activity): when an account last published, and which ones sleep.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
