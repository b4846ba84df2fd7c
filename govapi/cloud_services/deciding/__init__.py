"""利用の決裁 (decision): circulating an application on its route, and what follows when the route ends.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
