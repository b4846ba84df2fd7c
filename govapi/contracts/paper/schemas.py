"""Shapes of a contract's papers at the doors."""

from govapi.documents.schemas import DocumentOut, MissingFactOut
from govapi.edge.shapes import Identifier, Input, Listing, Output


class GenerateIn(Input):
    """The paper to make, by the key of its template."""

    template: Identifier


class PaperOut(Output):
    """A paper this contract may have: whether it needs it, and what is still missing before it can be made."""

    key: str
    title: str
    needed: bool
    because: str
    may_generate: bool
    blocked_because: str
    missing: list[MissingFactOut]
    edition: int
    """The newest edition made; 0 when none was."""


class ContractDocumentsOut(Listing[DocumentOut]):
    """The papers that were made, and those that may be."""

    papers: list[PaperOut]
