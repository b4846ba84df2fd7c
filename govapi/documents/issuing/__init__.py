"""書類の作成 (issuing): a letter or a record sheet about any record, made from the facts its room hands down.

Serves policy section 6(8): what is asked of a contractor, and what was found, stands in a paper with its number and its hash.
"""
