"""ファイル: what is uploaded and generated: kept by its SHA-256, looked into before it is kept, tables in and out.

Serves policy sentence 6(8): the papers and evidence behind a contract must be the same years later.
"""
