"""A compiled template: ready to be filled any number of times, from any number of threads."""

from collections.abc import Mapping, Sequence
from itertools import islice

from jinja2 import Template

from govapi.documents.engine.archive import Archive
from govapi.documents.engine.output import Draft, Page
from govapi.documents.engine.refusals import FactUnfit
from govapi.kit.errors import TooLarge

MAX_OUTPUT = 20_000_000
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_AT_ONCE = 512
_UNLIKE = "様式の差込み札が、比べられない値どうし（文字と数など）を比べています。様式と入力した値を確かめてください。"


class CompiledTemplate:
    """``fact_paths``: the dotted names of all facts it uses, loops resolved (``articles``, ``articles[].title``)."""

    def __init__(self, fact_paths: Sequence[str], parts: Sequence[Template], archive: Archive) -> None:
        self.fact_paths = tuple(fact_paths)
        self._parts = tuple(parts)
        self._archive = archive

    def render(self, facts: Mapping[str, object], *, limit_bytes: int = MAX_OUTPUT) -> bytes:
        """The .docx with these facts: the same facts give the same bytes. ``limit_bytes`` bounds its text before packing.

        Raises FactMissing, FactUnfit, TooLarge.
        """
        return self._archive.pack(self.render_parts(facts, limit_bytes=limit_bytes))

    def render_parts(self, facts: Mapping[str, object], *, limit_bytes: int = MAX_OUTPUT) -> list[bytes]:
        """The XML of each filled part (body, headers, …) in the order of the package, not yet packed."""
        page = Page()
        contents: list[bytes] = []
        for part in self._parts:
            contents.append("".join([XML_HEAD, *fill(part, facts, page, limit_bytes)]).encode())
            limit_bytes -= len(contents[-1])
            if limit_bytes < 0:
                raise TooLarge(_too_long())
        return contents

    def missing(self, facts: Mapping[str, object]) -> list[str]:
        """See `missing_facts`."""
        draft = Draft()
        for part in self._parts:
            fill(part, facts, draft, MAX_OUTPUT)
        return list(draft.missed)


def missing_facts(compiled: CompiledTemplate, facts: Mapping[str, object]) -> list[str]:
    """The facts this paper would print but that are None, empty or not there, in the order of the paper.

    Branches are followed: what an ``if`` leaves out is not asked for, nor is what a ``_blank`` filter allows to be blank.
    Raises FactUnfit, TooLarge.
    """
    return compiled.missing(facts)


def fill(part: Template, facts: Mapping[str, object], page: Page, limit: int) -> list[str]:
    """The pieces of one filled part, counted before they are joined. ``limit`` is in characters."""
    context = part.new_context({**facts, "_page": page})
    stream = iter(part.root_render_func(context))
    pieces: list[str] = []
    size = 0
    try:
        while batch := list(islice(stream, _AT_ONCE)):
            size += sum(map(len, batch))
            if size > limit:
                raise TooLarge(_too_long())
            pieces += batch
    except TypeError:
        raise FactUnfit(_UNLIKE) from None
    return pieces


def _too_long() -> str:
    return "書類が大きくなりすぎるため作成できません。差し込む項目を短くするか、一覧を減らしてください。"
