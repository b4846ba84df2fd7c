"""証跡 (evidence): certificates, reports and papers that prove a contractor's measures, with the day they cease to.

Serves policy section 6(8): measures are confirmed by proof, not by word alone.
"""
