"""The workbook that people fill in, a record a row: its columns and its instructions, from the items of the sheet."""

from collections.abc import Iterable, Mapping, Sequence

from govapi.files.sheet_writer import Column, Sheet
from govapi.kit.entry_sheet import Item


def entry_columns(items: Iterable[Item], choices: Mapping[str, Sequence[str]]) -> list[Column]:
    """A column for each item, with its words to choose from."""
    return [
        Column(item.heading, item.width, tuple(choices.get(item.key, ())), f"{'【必須】' if item.required else ''}{item.how}")
        for item in items
    ]


def guide_sheet(
    name: str,
    general: Iterable[str],
    items: Iterable[Item],
    more: Iterable[tuple[str, str]] = (),
    *,
    title: str = "移行登録の記入要領",
) -> Sheet:
    """The instructions: on the whole, and for each column; ``more`` (heading, how) are optional columns beyond the items."""
    columns = [Column("欄", 24), Column("必須", 8), Column("書き方", 70)]
    rows = [
        *(["全体", "", sentence] for sentence in general),
        *([item.heading, "必須" if item.required else "任意", item.how] for item in items),
        *([heading, "任意", how] for heading, how in more),
    ]
    return Sheet(name, columns, rows, title=title, protect=True, portrait=True)
