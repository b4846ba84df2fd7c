"""判断の期限 (following): while a service is in use, what was judged about it is judged again before it runs out.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
