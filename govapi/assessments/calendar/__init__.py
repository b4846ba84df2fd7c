"""次回評価日 (calendar): when a contractor is looked at again, counted from the last look, and which cause won.

Serves policy section 6(8): what was confirmed once is confirmed again in time, whatever comes first.
"""
