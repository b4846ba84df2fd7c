"""実地調査 (site visits): announced by a notice, done by named officials, written down with what was found and until when it is mended.

Serves policy section 6(8): that the measures are really there is confirmed on the spot.
"""
