"""欄 (cells): each cell of a published list read as what its column holds; what cannot be read is a fault under its address.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
