"""添付ファイル (attachments): what people hand in as proof — a certificate of erasure, a log, a photo, a scan of a decision.

Serves policy sections 6(2) and 6(8): the proof is kept with the record it proves, and read by those who may read that record.
"""
