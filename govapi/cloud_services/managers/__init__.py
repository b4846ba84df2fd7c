"""クラウドサービス管理者 (manager): the post that manages a use, with dates; who holds it follows from the appointments.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
