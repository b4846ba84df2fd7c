"""組織と職員 (organisation): organs, departments, posts, staff and their 発令, kept by the personnel office.

Serves 6(1) of the cyber security policy: who is responsible follows from a post, and who holds the post from a dated 発令.
"""
