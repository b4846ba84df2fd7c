"""閉鎖 (closing): a last notice, the export kept as a 公文書, the handle locked, the link taken off the site.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
