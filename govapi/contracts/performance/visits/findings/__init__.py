"""指摘の処理 (settling findings): what was found at a visit is mended and confirmed, or goes on as a 改善要求.

Serves policy section 6(8): what was not as it should be is followed until it is.
"""
