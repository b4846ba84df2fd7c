"""The Jinja environment: sandboxed, without globals, and with facts instead of Python attributes."""

from collections.abc import Mapping
from types import CodeType
from typing import Any

from jinja2 import Template, TemplateSyntaxError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from govapi.documents.engine.allowed import check
from govapi.documents.engine.filters import FILTERS, Filter
from govapi.documents.engine.instrument import Instrument
from govapi.documents.engine.output import INTERNAL_FILTERS
from govapi.documents.engine.refusals import TagFault

_SYNTAX = "差込み札の書き方が正しくありません。括弧の閉じ忘れ、{% if %} と {% endif %}、{% for %} と {% endfor %} の対応を確かめてください。"
_TOO_DEEP = "差込み札の入れ子が深すぎます。"


class FactEnvironment(ImmutableSandboxedEnvironment):
    """``a.b`` means the key ``b`` of the mapping ``a`` and never an attribute of a Python object.

    So ``paragraph.items`` is the list of 号 and not a dict's method, and there is nothing to climb out by.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        if obj.__class__ is dict or isinstance(obj, Mapping):  # the first answers at once for nearly all facts
            try:
                return obj[attribute]
            except KeyError:
                return Undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext):  # which attributes: see `allowed`
            return getattr(obj, attribute)
        return Undefined(obj=obj, name=attribute)


def environment(filters: Mapping[str, Filter] = FILTERS) -> FactEnvironment:
    """An environment that knows the listed filters and the engine's own, and nothing else of Jinja's.

    Jinja's autoescape is off because `instrument` puts the engine's stricter escaping round every tag.
    """
    jinja = FactEnvironment(autoescape=False, keep_trailing_newline=True)
    jinja.globals = {}
    jinja.tests = {}
    jinja.filters = {**filters, **INTERNAL_FILTERS}
    return jinja


def compile_source(jinja: FactEnvironment, source: str, instrument: Instrument) -> Template:
    """Checked, instrumented and compiled. Raises TagFault."""
    try:
        tree: nodes.Template = jinja.parse(source)
        check(tree, [name for name in jinja.filters if not name.startswith("_")])
        instrument.run(tree)
        tree.set_environment(jinja)
        code = jinja.compile(tree)
    except TemplateSyntaxError as fault:
        raise TagFault(_SYNTAX, fault.lineno) from None
    except (RecursionError, SyntaxError, MemoryError):
        raise TagFault(_TOO_DEEP, 1) from None
    assert isinstance(code, CodeType)
    return Template.from_code(jinja, code, {})
