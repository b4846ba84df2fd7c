"""APIの記述 (description of the API): the OpenAPI 3.1 document made from the routes, as the contract with every client.

Serves policy section 6(6): what each door takes, gives and refuses is written down, and tested against.
"""

from govapi.edge.description.document import describe, written

__all__ = ["describe", "written"]
