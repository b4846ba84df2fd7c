"""再委託 (sub-contracting): who else works for us, on which part, with which of our information, and by whose consent.

Serves policy section 6(8): the conditions of a contract hold for those who work under the contractor too; 番号法10条 wants the
city's own consent at each tier.
"""
