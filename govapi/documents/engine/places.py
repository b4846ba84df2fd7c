"""Where in the XML a road through the template stands.

A template's text comes in pieces between tags. Following the pieces along every branch and once round every loop shows
that whatever the facts are, the output is well-formed: each loop and each branch must end where it began.
"""

import re
from dataclasses import dataclass

from govapi.documents.engine.xml import MAX_DEPTH

_TAG = re.compile(r"<(/?)([^\s<>/]+)[^<>]*?(/?)>")
_TAG_VALUE = re.compile(r'<w:(?:tag|alias)\s[^<>]*?w:val="[^"<>]*\Z')


class Astray(Exception):
    """The XML does not close as it opened."""


@dataclass(frozen=True, slots=True)
class Place:
    """The open elements, outermost first, and the text of a start tag still unfinished (``""`` between tags)."""

    open: tuple[str, ...] = ()
    unfinished: str = ""

    def after(self, piece: str) -> "Place":
        """The place behind a piece of template text. Raises Astray."""
        text = self.unfinished + piece
        opened = list(self.open)
        end = 0
        for tag in _TAG.finditer(text):
            if "<" in text[end : tag.start()]:
                raise Astray
            end = tag.end()
            closes, name, empty = tag.groups()
            if closes:
                if not opened or opened.pop() != name:
                    raise Astray
            elif not empty:
                opened.append(name)
        rest = text[end:]
        start = rest.find("<")
        if len(opened) > MAX_DEPTH:
            raise Astray
        return Place(tuple(opened), rest[start:] if start >= 0 else "")

    @property
    def in_text(self) -> bool:
        """Inside a run's text, where a fact is printed."""
        return not self.unfinished and self.open[-1:] == ("w:t",)

    @property
    def in_control_tag(self) -> bool:
        """Inside the tag or title of a content control, which carries a clause's key and version."""
        return _TAG_VALUE.match(self.unfinished) is not None
