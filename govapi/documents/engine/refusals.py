"""The engine's own ways of saying no."""

from govapi.kit.errors import Invalid, Unmet


class TemplateRefused(Invalid):
    """The template itself may not be used; ``detail`` names the tag and the place."""

    status, code, title = 422, "template_refused", "この様式は使えません"


class FactMissing(Unmet):
    """A fact the template prints is not known yet. ``path`` is its dotted name, as ``contract.title``."""

    status, code, title = 422, "fact_missing", "書類に差し込む項目が足りません"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"書類に差し込む「{path}」がまだ入力されていません。入力してから作成してください。", pointer=pointer_of(path)
        )
        self.path = path


class FactUnfit(Invalid):
    """A fact is of a kind that can't be printed where the template puts it."""

    status, code, title = 422, "fact_unfit", "書類に差し込めない値があります"


class TagFault(Exception):
    """What is wrong with one tag, and its line in the joined source."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def pointer_of(path: str) -> str:
    """``articles[].title`` → ``/articles/-/title``, the JSON pointer of a fact."""
    return "/" + path.replace("[]", ".-").replace(".", "/")
