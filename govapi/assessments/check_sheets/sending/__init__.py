"""送付と受付 (sending): the steps of a round between the section and the contractor, and the day by which it answers.

Serves policy section 6(8): the confirmation of measures is asked for in time, and nothing asked for is forgotten.
"""
