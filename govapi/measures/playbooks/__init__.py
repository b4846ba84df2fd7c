"""対応手順 (playbooks): what is done, in order and with evidence, when an account is taken over or imitated.

Serves policy sections 6(7) and 6(8): incidents are answered at once and as planned.
"""
