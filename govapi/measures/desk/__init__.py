"""記録の画面の部品 (desk): what the pages of this room share: tabs, buttons, papers, files, and what stands around a record.

Serves policy sections 6(7) and 6(8): whoever follows a finding or an incident sees on one page what is next.
"""
