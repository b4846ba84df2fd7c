"""運用手順と運用方針 (texts): the procedure and the public policy of an account, made from templates, kept as regulations.

Serves policy section 6(8): an operating procedure for each social media service; section 10: procedures are not public.
"""
