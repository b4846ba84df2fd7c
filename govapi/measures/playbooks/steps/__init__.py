"""対応の記録 (steps): each step of a playbook with its time and its evidence, or why it does not apply.

Serves policy section 6(7): incidents are answered at once and as planned.
"""
