"""回答用リンクの入口 (the entrance of answer links): how a request from outside comes in, and how every wrong one is turned away alike.

Serves policy section 6(2): who holds no address learns nothing, not even whether there is one.
"""
