"""事故 (incidents): leaks, losses and stops at contractors, with both 認知日時, the clocks of each law and the 通報.

Serves policy section 6(7): an incident is told, contained, reported in time, and does not happen again.
"""
