"""One pass over XML with expat: well formed, no DTD, no Word fields that fetch; nothing is kept in memory."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

# Word fields that read other files or start programs when the document opens or is printed.
_FETCHING = re.compile(r"\x00\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD)(?!\w)", re.IGNORECASE)
_BORDER = "\x00"  # cannot occur in XML; a field's type is the first word after a border
_MAX_FIELD_TEXT = 1 << 20
_MAX_ELEMENTS = 10_000
_MAX_DEPTH = 200  # libxml2 stops at 256; Word and Excel stay below 60


class XmlFault(Exception):
    def __init__(self, *, dtd: bool) -> None:
        super().__init__("dtd" if dtd else "not well formed")
        self.dtd = dtd


@dataclass
class Scan:
    fetching_field: bool = False
    elements: list[dict[str, str]] = field(default_factory=list)
    """Attributes of the wanted elements, in order."""


class _Scanner:
    def __init__(self, want: tuple[str, ...]) -> None:
        self.result = Scan()
        self._want = want
        self._depth = 0
        self._in_field = False
        self._fields: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _doctype(self, *_: object) -> None:
        raise XmlFault(dtd=True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise XmlFault(dtd=False)
        local = name.rpartition(":")[2]
        self._in_field = local == "instrText"
        if local == "fldSimple":
            self._fields.extend(_BORDER + v for k, v in attributes.items() if k.rpartition(":")[2] == "instr")
        elif local == "fldChar":
            self._fields.append(_BORDER)
        if local in self._want:
            if len(self.result.elements) >= _MAX_ELEMENTS:
                raise XmlFault(dtd=False)
            self.result.elements.append({k.rpartition(":")[2]: v for k, v in attributes.items()})

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._in_field = False

    def _text(self, text: str) -> None:
        if self._in_field:
            self._fields.append(text)  # a field code is often cut into several runs

    def finish(self) -> Scan:
        fields = _BORDER + "".join(self._fields)
        self.result.fetching_field = len(fields) > _MAX_FIELD_TEXT or _FETCHING.search(fields) is not None
        return self.result


def scan_xml(chunks: Iterable[bytes], *, want: tuple[str, ...] = ()) -> Scan:
    """Raises XmlFault for a DTD or for what is not well formed. `want` are local names of elements to collect."""
    scanner = _Scanner(want)
    try:
        for chunk in chunks:
            scanner.parser.Parse(chunk, False)
        scanner.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise XmlFault(dtd=False) from None
    return scanner.finish()
