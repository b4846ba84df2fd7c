"""予定表への配信 (feed): the duties one may see as a calendar to subscribe to, under a secret address one can revoke.

Serves policy section 6(7): the dates stand where the working day is planned.
"""
