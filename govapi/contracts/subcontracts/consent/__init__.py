"""再委託の承諾 (consent): submitting a request, deciding it, ending and revoking it, and what follows from each.

Serves policy section 6(8) and 番号法10条: no sub-contractor begins before the city has consented to it, at each tier.
"""
