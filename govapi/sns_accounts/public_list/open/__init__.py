"""公開の入口 (open): the public list for everybody, without a sign-in, where a node faces the internet.

Serves policy section 6(8): proof that an account is the town's own.
"""
