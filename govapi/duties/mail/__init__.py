"""電子メール (mail): letters written in the transaction that wants them, sent after it, again under the same name if in doubt.

Serves policy section 6(7): a notice neither gets lost nor goes out for something that did not happen.
"""
