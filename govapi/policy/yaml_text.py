"""YAML as the policy set uses it: no anchors, no key twice, no deep nesting, of modest size."""

from collections import Counter
from typing import Any

import yaml

from govapi.policy.faults import FaultyPolicy, PolicyFault

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BaseDumper: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Twice(yaml.constructor.ConstructorError):
    """A key stands twice in one mapping; YAML itself would keep the last without a word."""


class _OneOfEachKey(_Loader):  # type: ignore[misc, valid-type]  # the C loader where PyYAML has it; chosen at import
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counts = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        twice = next((key for key, count in counts.items() if count > 1), None)
        if twice is not None:
            raise _Twice(None, None, f"「{twice}」が二度書かれています。一つにしてください。", node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


class _Dumper(_BaseDumper):  # type: ignore[misc, valid-type]  # as above
    def ignore_aliases(self, data: object) -> bool:
        return True


def read(file: str, text: str) -> object:
    """The value of a YAML text. Raises FaultyPolicy with the file, the line and what to do."""
    if len(text) > MAX_CHARACTERS:
        raise _fault(file, "", "大き過ぎます。100万字以内に分けてください。")
    try:
        _refuse_tricks(file, text)
        return yaml.load(text, Loader=_OneOfEachKey)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{mark.line + 1}行目" if mark else ""
        known = isinstance(error, _Twice)
        problem = str(error.problem) if known else "YAMLとして読めません。字下げ、コロン及び引用符を確かめてください。"
        raise _fault(file, place, problem) from error
    except (yaml.YAMLError, ValueError) as error:
        raise _fault(file, "", "YAMLとして読めません。文字コード（UTF-8）と日付の書き方を確かめてください。") from error


def write(value: object) -> str:
    """YAML text that `read` reads back to the same value."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text


def _refuse_tricks(file: str, text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = f"{event.start_mark.line + 1}行目" if event.start_mark else ""
        if isinstance(event, yaml.AliasEvent):
            raise _fault(file, line, "別名（*）は使えません。内容をそのまま書いてください。")
        if getattr(event, "tag", None):
            raise _fault(file, line, "型の指定（!）は使えません。値だけを書いてください。")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _fault(file, line, "入れ子が深過ぎます。")


def _fault(file: str, place: str, message: str) -> FaultyPolicy:
    return FaultyPolicy([PolicyFault(file, place, message)])
