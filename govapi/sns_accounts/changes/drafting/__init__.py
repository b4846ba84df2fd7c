"""変更の起案 (drafting): the form in which a section writes how an account is to be changed.

Serves policy section 6(8): publishable information is decided for each social media service used.
"""
