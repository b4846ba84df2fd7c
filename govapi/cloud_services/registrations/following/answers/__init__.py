"""対応の回答 (answer): what is done about a use whose registration is lost: go on with a written judgement, change, or stop.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
