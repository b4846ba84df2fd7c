"""検索 (search): Japanese full text over every noun, right for one, two and many characters, on both databases.

Serves policy section 6(7): what the town has outsourced must be found. A search finds only what its town owns; what one may
not read is left out by the room that lists it.
"""

from govapi.search.queries import matches
from govapi.search.service import forget, index

__all__ = ["forget", "index", "matches"]
