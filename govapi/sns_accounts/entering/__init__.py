"""登録の内容 (entering): what is written about an account is checked, brought to one form, and stands once in the town.

Serves policy section 6(8): each social media account of the town is known, and known once.
"""
