"""誤りのあるセル (faults): where in a workbook something is wrong, what, and what to do, in words fit for a mail.

Serves policy section 6(8): who is asked again must be told what was wrong, and where.
"""
