"""承諾の判断 (judging): what must be known of a request before the city consents: upper tier, information, assessment, clauses.

Serves policy section 6(8): nobody works for us whose measures nobody looked at.
"""
