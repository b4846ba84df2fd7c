"""起案 (drafting): the form of an application, and the form by which a section keeps its account up to date.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
