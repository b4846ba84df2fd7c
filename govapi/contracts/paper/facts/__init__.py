"""差込み項目 (facts): the rows of a contract as the raw values a Word template asks for, under the names of its manifest.

Serves policy section 6(8): what stands on the paper is what stands in the ledger.
"""
