"""読取り (reading): a published list read from xlsx or CSV, its columns found by their headings, each fault under its cell.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
