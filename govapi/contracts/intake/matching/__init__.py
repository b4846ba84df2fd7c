"""相手方の照合 (matching): which registered company a row means, and which rows mean one and the same contract.

Serves policy section 6(8): 「委託事業者」 is one company, however often it is written.
"""
