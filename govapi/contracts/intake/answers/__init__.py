"""答え (answers): the columns of the workbook turned into answers to the town's questions, so that class and clauses follow as ever.

Serves policy section 6(2): the information a job touches is classified.
"""
