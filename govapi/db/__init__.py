"""データベース (database): one schema on SQLite and PostgreSQL, and the wall between towns.

Serves policy section 6(6): access control. Every row belongs to a municipality; a session sees one municipality only.
"""
