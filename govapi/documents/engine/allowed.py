"""The language of the templates: a small part of Jinja, and nothing else.

Names and attributes of the facts, ``for`` over a list, ``if``/``elif``/``else``, comparisons, and/or/not, text and number
constants, the listed filters. No calls, no arithmetic, no assignments, no subscripts.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from jinja2 import nodes

from govapi.documents.engine.refusals import TagFault

MAX_LOOPS = 6
MAX_NESTING = 16

_RESERVED = {"self", "super", "caller", "varargs", "kwargs", "loop"}
_LOOP_ATTRIBUTES = ("index", "index0", "first", "last", "length", "revindex")
_WORDS: dict[type[nodes.Node], str] = {
    nodes.Call: "関数の呼出し",
    nodes.BinExpr: "計算",
    nodes.UnaryExpr: "計算",
    nodes.Concat: "文字の連結（~）",
    nodes.CondExpr: "式の中のif",
    nodes.Getitem: "角括弧（[ ]）による参照",
    nodes.Slice: "角括弧（[ ]）による参照",
    nodes.Test: "is による判定",
    nodes.List: "一覧の定数",
    nodes.Tuple: "組の定数",
    nodes.Dict: "辞書の定数",
    nodes.Assign: "代入（set）",
    nodes.AssignBlock: "代入（set）",
    nodes.Macro: "マクロ（macro）",
    nodes.CallBlock: "マクロの呼出し（call）",
    nodes.FilterBlock: "filterのブロック",
    nodes.Import: "取込み（import）",
    nodes.FromImport: "取込み（import）",
    nodes.Include: "取込み（include）",
    nodes.Extends: "継承（extends）",
    nodes.Block: "ブロック（block）",
    nodes.With: "with",
    nodes.Scope: "autoescape",
}


@dataclass(frozen=True, slots=True)
class _Inside:
    """How deep a node lies: loops, loops and branches together, and expressions."""

    loops: int = 0
    nesting: int = 0

    def loop(self) -> "_Inside":
        return _Inside(self.loops + 1, self.nesting + 1)

    def branch(self) -> "_Inside":
        return _Inside(self.loops, self.nesting + 1)


def check(tree: nodes.Template, filters: Collection[str]) -> None:
    """Raises TagFault for the first thing that is not on the list."""
    for child in tree.body:
        _check(child, _Inside(), filters)


def _check(node: nodes.Node, inside: _Inside, filters: Collection[str]) -> None:
    if isinstance(node, nodes.Filter):
        _check_filter(node, filters)
    elif (rule := _RULES.get(type(node))) is not None:
        rule(node, inside)
    else:
        raise _not_allowed(node)
    if isinstance(node, nodes.For):
        _check(node.iter, inside, filters)
        inside, children = inside.loop(), node.body
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop":
        children = []
    else:
        children = list(node.iter_child_nodes())
        inside = inside.branch() if isinstance(node, nodes.If | nodes.Not | nodes.And | nodes.Or | nodes.Getattr) else inside
    for child in children:
        _check(child, inside, filters)


def _not_allowed(node: nodes.Node) -> TagFault:
    word = next((word for kind, word in _WORDS.items() if isinstance(node, kind)), type(node).__name__)
    lines = (part.lineno for part in (node, *node.find_all(nodes.Node)) if part.lineno)  # a Scope has none of its own
    return TagFault(f"差込み札では{word}は使えません。", next(lines, 1))


def _check_depth(node: nodes.Node, inside: _Inside) -> None:
    if inside.nesting > MAX_NESTING:
        raise TagFault(f"差込み札の入れ子は{MAX_NESTING}段までです。", node.lineno)


def _check_for(node: nodes.Node, inside: _Inside) -> None:
    assert isinstance(node, nodes.For)
    _check_depth(node, inside)
    if inside.loops >= MAX_LOOPS:
        raise TagFault(f"繰返し（for）の入れ子は{MAX_LOOPS}段までです。", node.lineno)
    if not isinstance(node.target, nodes.Name):
        raise TagFault("繰返しは「for 名前 in 一覧」の形で書いてください。", node.lineno)
    if not isinstance(node.iter, nodes.Name | nodes.Getattr):
        raise TagFault("繰返し（for）に使えるのは、差込み項目の一覧だけです。", node.lineno)
    if node.test is not None or node.recursive or node.else_:
        raise TagFault("繰返し（for）には、条件、recursive、else を付けられません。中に if を書いてください。", node.lineno)
    _check_name(node.target, inside)


def _check_name(node: nodes.Node, inside: _Inside) -> None:
    assert isinstance(node, nodes.Name)
    if node.name == "loop" and inside.loops and node.ctx == "load":
        raise TagFault("loop は loop.index、loop.first などの形で使ってください。", node.lineno)
    if node.name.startswith("_") or node.name in _RESERVED:
        raise TagFault(f"差込み札に「{node.name}」という名前は使えません。", node.lineno)


def _check_attribute(node: nodes.Node, inside: _Inside) -> None:
    assert isinstance(node, nodes.Getattr)
    _check_depth(node, inside)
    if isinstance(node.node, nodes.Name) and node.node.name == "loop":
        return _check_loop_attribute(node, inside)
    if node.attr.startswith("_"):
        raise TagFault(f"差込み札に「{node.attr}」という名前は使えません。", node.lineno)
    if not isinstance(node.node, nodes.Name | nodes.Getattr):
        raise TagFault("差込み札の「.」は、差込み項目の名前の後にだけ書けます。", node.lineno)


def _check_loop_attribute(node: nodes.Getattr, inside: _Inside) -> None:
    if not inside.loops or node.attr not in _LOOP_ATTRIBUTES:
        raise TagFault(f"loop.{node.attr} は使えません。使えるのは繰返しの中の {'、'.join(_LOOP_ATTRIBUTES)} です。", node.lineno)


def _check_filter(node: nodes.Filter, filters: Collection[str]) -> None:
    if node.node is None or node.name not in filters:
        raise TagFault(f"「|{node.name}」という書式はありません。使えるのは {'、'.join(sorted(filters))} です。", node.lineno)
    if node.args or node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        raise TagFault(f"「|{node.name}」には括弧を付けられません。", node.lineno)


def _check_constant(node: nodes.Node, inside: _Inside) -> None:
    assert isinstance(node, nodes.Const)
    if not (node.value is None or isinstance(node.value, str | int)):
        raise TagFault("差込み札に書ける定数は、文字と整数だけです。", node.lineno)


def _anything(node: nodes.Node, inside: _Inside) -> None:
    return None


_RULES: dict[type[nodes.Node], Callable[[nodes.Node, _Inside], None]] = {
    nodes.Output: _anything,
    nodes.TemplateData: _anything,
    nodes.Compare: _anything,
    nodes.Operand: _anything,
    nodes.And: _check_depth,
    nodes.Or: _check_depth,
    nodes.Not: _check_depth,
    nodes.If: _check_depth,
    nodes.For: _check_for,
    nodes.Name: _check_name,
    nodes.Getattr: _check_attribute,
    nodes.Const: _check_constant,
}
