"""履行の確認 (performance): what is looked at while a contract runs: reports, visits, the people and the places.

Serves policy section 6(8): 「委託事業者において必要なセキュリティ対策が確保されていることを確認し」.
"""
