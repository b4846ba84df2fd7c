"""利用 (use): what a section uses a service for, with which information, from where: applied for, decided, confirmed.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
