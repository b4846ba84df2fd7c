"""追跡 (following): what the loss of a registration asks of every use of the service, ahead of time where its day is known.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
