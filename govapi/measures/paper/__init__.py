"""通知書・報告書 (paper): the letters and reports this room hands to the Word engine: 改善要求書, 措置通知書, 具申書, 事故報告書.

Serves policy section 6(8): what is demanded of a contractor stands in a paper with its number and its hash.
"""
