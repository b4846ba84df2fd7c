"""通報と報告 (reporting): who was told when, and what was filed under which law, against the clocks of the policy set.

Serves policy section 6(7): an incident is told and reported in time.
"""
