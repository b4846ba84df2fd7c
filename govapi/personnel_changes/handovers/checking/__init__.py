"""引継ぎの確認 (checking): what is confirmed by whom, the steps of a handover, and what follows when it was received.

Serves policy sections 6(1), 6(5) and 6(8): passwords, devices and knowledge pass to the one who answers from that day on.
"""
