"""起案 (drafting): the form in which a clerk writes a job down, page by page, and what the choices on it are.

Serves policy section 6(8): what the job touches is asked in plain words, so that the class and the clauses follow from the answers.
"""
