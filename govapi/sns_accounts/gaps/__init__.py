"""整備 (gaps): what an account in use lacks is a duty of its section until it is there.

Serves policy section 6(8): an account that was opened before, or whose contract or approval has ended, is held to the rules too.
"""
