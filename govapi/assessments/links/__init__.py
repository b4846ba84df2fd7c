"""回答用リンク (answer links): a contractor answers its check sheet in a browser, with the address it was given as the key.

Serves policy section 6(8): measures are confirmed by asking; and 6(2): whoever holds the address sees one sheet and nothing else.
For towns with a node on the internet side only; off until the town switches it on.
"""
