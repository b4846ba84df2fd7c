"""利用申請 (application): the plain items of the form, and what changed since the last application.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
