"""Puts the engine's own functions round every tag of a checked template, and learns which facts it uses.

``{{ contract.title }}`` becomes ``{{ contract.title | _text(_page, "contract.title") }}``: escaping, missing facts and the
step count of loops are in the compiled code itself and can't be forgotten at rendering.
"""

from collections.abc import Mapping

from jinja2 import nodes

from govapi.documents.engine.filters import MAKES_OPTIONAL
from govapi.documents.engine.places import Astray, Place
from govapi.documents.engine.refusals import TagFault

_NEEDS_VALUES = {"lt", "lteq", "gt", "gteq", "in", "notin"}
_UNBALANCED = (
    "繰返し又は条件の始まりと終わりの札が、文書の同じ段階に置かれていません。"
    "段落ごとなら {%p … %}、表の行ごとなら {%tr … %} を、始まりと終わりの両方に使ってください。"
)
_MISPLACED = "差込み札は、本文の文字の中に置いてください（画像の説明、図形の名前などには置けません）。"

Scope = Mapping[str, str]
"""Loop names and what they stand for: ``for a in articles`` makes ``a`` → ``articles[]``."""


class Instrument:
    """One pass over one part. ``paths`` collects the dotted names of the facts in the order of the text."""

    def __init__(self, paths: dict[str, None]) -> None:
        self.paths = paths

    def run(self, tree: nodes.Template) -> None:
        """Changes the tree in place. Raises TagFault."""
        end = self._body(tree.body, Place(), {})
        if end != Place():
            raise TagFault(_UNBALANCED, tree.lineno)

    def _body(self, body: list[nodes.Node], place: Place, scope: Scope) -> Place:
        for node in body:
            if isinstance(node, nodes.Output):
                place = self._output(node, place, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, place, scope)
            elif isinstance(node, nodes.If):
                place = self._branches(node, place, scope)
        return place

    def _output(self, node: nodes.Output, place: Place, scope: Scope) -> Place:
        for number, child in enumerate(node.nodes):
            if isinstance(child, nodes.TemplateData):
                place = self._static(child, place)
            else:
                function = self._function(place, child.lineno)
                self._expression(child, scope)
                node.nodes[number] = _wrapped(child, function, _printed_path(child, scope))
        return place

    def _static(self, piece: nodes.TemplateData, place: Place) -> Place:
        if any(mark in piece.data for mark in ("{{", "{%", "{#")):
            raise TagFault("差込み札が閉じていないか、raw の札が使われています。", piece.lineno)
        piece.data = piece.data.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>")
        try:
            return place.after(piece.data)
        except Astray:
            raise TagFault(_UNBALANCED, piece.lineno) from None

    def _function(self, place: Place, line: int) -> str:
        if place.in_text:
            return "_text"
        if place.in_control_tag:
            return "_attribute"
        raise TagFault(_MISPLACED, line)

    def _loop(self, node: nodes.For, place: Place, scope: Scope) -> None:
        self._expression(node.iter, scope)
        path = _path(node.iter, scope) or ""
        assert isinstance(node.iter, nodes.Expr)
        node.iter = _wrapped(node.iter, "_rounds", path)
        assert isinstance(node.target, nodes.Name)
        if self._body(node.body, self._between(place, node), {**scope, node.target.name: f"{path}[]"}) != place:
            raise TagFault(_UNBALANCED, node.lineno)

    def _branches(self, node: nodes.If, place: Place, scope: Scope) -> Place:
        """All roads through an if lead to the same place; without an else, that is where it began."""
        branches = [node, *node.elif_]
        ends = set()
        for branch in branches:
            self._expression(branch.test, scope)
            ends.add(self._body(branch.body, self._between(place, branch), scope))
        ends.add(self._body(node.else_, place, scope))
        if len(ends) > 1:
            raise TagFault(_UNBALANCED, node.lineno)
        return ends.pop()

    def _between(self, place: Place, node: nodes.Node) -> Place:
        if place.unfinished:
            raise TagFault(_MISPLACED, node.lineno)
        return place

    def _expression(self, node: nodes.Node, scope: Scope) -> None:
        """Notes the facts of an expression; what is compared other than by == must be known."""
        path = _path(node, scope)
        if path is not None:
            self.paths[path] = None
            return
        for child in node.iter_child_nodes():
            self._expression(child, scope)
        if isinstance(node, nodes.Compare) and any(operand.op in _NEEDS_VALUES for operand in node.ops):
            node.expr = self._known(node.expr, scope)
            for operand in node.ops:
                operand.expr = self._known(operand.expr, scope)

    def _known(self, node: nodes.Expr, scope: Scope) -> nodes.Expr:
        path = _path(node, scope)
        return node if path is None else _wrapped(node, "_comparable", path)


class PlainInstrument(Instrument):
    """The same for a text that is no XML (the wording of a clause)."""

    def _static(self, piece: nodes.TemplateData, place: Place) -> Place:
        return place

    def _function(self, place: Place, line: int) -> str:
        return "_plain"


def _path(node: nodes.Node, scope: Scope) -> str | None:
    """The dotted name of a fact; None for anything else, ``loop.index`` included."""
    if isinstance(node, nodes.Name):
        return None if node.name == "loop" else scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        parent = _path(node.node, scope)
        return None if parent is None else f"{parent}.{node.attr}"
    return None


def _printed_path(node: nodes.Node, scope: Scope) -> str | None:
    """The name to report when what is printed is missing; None when a filter allows a blank."""
    while isinstance(node, nodes.Filter):
        if node.name in MAKES_OPTIONAL:
            return None
        assert node.node is not None
        node = node.node
    return _path(node, scope)


def _wrapped(node: nodes.Expr, function: str, path: str | None) -> nodes.Filter:
    page = nodes.Name("_page", "load", lineno=node.lineno)
    return nodes.Filter(node, function, [page, nodes.Const(path, lineno=node.lineno)], [], None, None, lineno=node.lineno)
