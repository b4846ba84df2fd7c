"""リンクからの回答 (answering by link): what the contractor sees and does with the address it was given.

Serves policy section 6(8): a contractor tells and proves its measures; nothing but its own sheet is open to it.
"""
