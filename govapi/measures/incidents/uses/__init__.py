"""関係する利用 (uses concerned): the uses of cloud services, approved or not, that an incident concerns.

Serves policy section 6(7): what happens in a service without a contract of ours is followed like any other incident.
"""
