"""ほかの記録からの参照 (linking): what another room's record that rests on a use is told of that use, and nothing more.

Serves policy section 6(8): an account that takes information from residents rests on an approved cloud service.
"""
