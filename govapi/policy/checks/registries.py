import re
from collections.abc import Iterator

from govapi.policy.checks.common import repeated
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.cloud import Registry

FILE = "cloud/registries.yaml"
NEEDED = ("number", "service_name", "provider_name")
_MOST_ROOM = 2
_PART = r"(?:[A-Za-z0-9_/ -]|\\[d./-]|\[(?:[A-Za-z0-9_]-[A-Za-z0-9_]|[A-Za-z0-9_.])+-?\])(?:\{\d{1,2}(?:,\d{1,2})?\}|\?)?"
_BOUNDED = re.compile(rf"\^(?:{_PART})+\$")
_ROOM = re.compile(r"\?|\{\d+,\d+\}")


def check_registries(registries: tuple[Registry, ...]) -> Iterator[PolicyFault]:
    yield from repeated(FILE, "", [registry.key for registry in registries])
    for registry in registries:
        yield from _columns(registry)
        if registry.number_pattern and not bounded(registry.number_pattern):
            message = (
                "number_pattern は、^ で始め $ で終わる形で、英数字、記号（- _ / .）、[0-9] 及び回数（{4}）だけを使って書いてください"
                "（例 ^C[0-9]{2}-[0-9]{4}-[0-9]$）。幅のある回数は2か所までです。"
            )
            yield PolicyFault(FILE, f"{registry.key}.number_pattern", message)


def bounded(pattern: str) -> bool:
    """Whether a pattern is sound and reads any text in bounded time: no repetition without end, none inside another."""
    if len(pattern) > 100 or not _BOUNDED.fullmatch(pattern) or len(_ROOM.findall(pattern)) > _MOST_ROOM:
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _columns(registry: Registry) -> Iterator[PolicyFault]:
    yield from repeated(FILE, f"{registry.key}.columns", [column.field for column in registry.columns])
    yield from repeated(FILE, f"{registry.key}.headings", [one for column in registry.columns for one in column.headings])
    required = {column.field for column in registry.columns if column.required}
    for field in (field for field in NEEDED if field not in required):
        message = f"欄「{field}」がないか、required: true となっていません。登録番号、サービス名及び事業者名は必須です。"
        yield PolicyFault(FILE, f"{registry.key}.columns", message)
    words = [*registry.suspended_words, *registry.cancelled_words, *registry.renewing_words]
    yield from repeated(FILE, f"{registry.key}（状態の言葉）", words)
