"""回答票 (workbook): a check sheet as an Excel file that goes to the contractor by mail, and comes back filled in.

Serves policy section 6(8): measures are confirmed at every contractor, also where the town's network lets nobody in.
"""
