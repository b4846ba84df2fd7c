"""依頼書と結果通知書 (letters): the papers that go to the contractor with a round and after its verdict.

Serves policy section 6(8): what is asked of a contractor and what was found is told in writing.
"""
