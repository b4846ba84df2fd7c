from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from govapi.policy.faults import PolicyFault
from govapi.policy.schema.base import Dated


def repeated(file: str, place: str, keys: Iterable[object]) -> Iterator[PolicyFault]:
    """A fault for each key that stands more than once."""
    for key, count in Counter(keys).items():
        if count > 1:
            yield PolicyFault(file, place, f"「{key}」が{count}回書かれています。一つにしてください。")


def unknown(file: str, place: str, keys: Iterable[str], known: Iterable[str], what: str) -> Iterator[PolicyFault]:
    """A fault for each key that is not among the known ones."""
    names = list(known)
    for key in keys:
        if key not in names:
            message = f"{what}「{key}」は定められていません。{'、'.join(names)}のいずれかに改めるか、{what}を加えてください。"
            yield PolicyFault(file, place, message)


def bands(file: str, place: str, rows: Sequence[tuple[int, int | None]]) -> Iterator[PolicyFault]:
    """Faults where bands [from, to) do not run from 0 without limit, without gap and without overlap."""
    expected: int | None = 0
    for low, high in sorted(rows, key=lambda row: row[0]):
        if expected is None or low < expected:
            yield PolicyFault(
                file, place, f"{low:,}円からの区分が、前の区分と重なっています。前の区分の上限を{low:,}円に改めてください。"
            )
        elif low > expected:
            yield PolicyFault(file, place, f"{expected:,}円以上{low:,}円未満の区分がありません。区分を加えてください。")
        if high is not None and high <= low:
            yield PolicyFault(file, place, f"{low:,}円からの区分の上限は、{low:,}円より大きい額にしてください。")
        expected = None if high is None or expected is None else max(high, expected)
    if expected is not None:
        yield PolicyFault(
            file, place, f"{expected:,}円以上の区分がありません。上限のない区分（max_yen を書かない）を加えてください。"
        )


def dates(file: str, place: str, rows: Sequence[Dated], *, from_beginning: bool) -> Iterator[PolicyFault]:
    """Faults of a dated table: a day twice, or no row for the beginning where one is needed."""
    yield from repeated(file, place, [row.since or "始めから" for row in rows])
    if from_beginning and all(row.since is not None for row in rows):
        yield PolicyFault(file, place, "始めから適用する行（since: null）がありません。一つ加えてください。")
