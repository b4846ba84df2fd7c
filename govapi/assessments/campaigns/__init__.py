"""一斉確認 (campaigns): many contractors are asked at once, and one sees at a glance who has answered and who is late.

Serves policy section 6(8): the yearly look at every contractor that needs one is begun on one day, and nobody is left out.
"""
