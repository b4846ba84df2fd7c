"""発信の可否 (publication): may this be published on this account, who approves it, must it stand on the site too?

Serves policy section 6(8): the information that may be published.
"""
