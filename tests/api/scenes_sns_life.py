"""Scenes of the activity, the reviews and the closing of an account."""

from collections.abc import Callable
from typing import Any

from tests.api import seeds_sns_life as seeds
from tests.api.scenes import Call, Stage
from tests.files.samples import pdf
from tests.sns_accounts.standing import opened

Scene = Callable[[Stage], Call]


def _id(path: str) -> str:
    return path.rsplit("/", 1)[1]


def published(stage: Stage) -> Call:
    return Call("misaki", {"account_id": _id(opened(stage.office))}, {"last_post_on": "2026-11-24"})


def reviewed(stage: Stage) -> Call:
    path = opened(stage.office)
    return Call("misaki", {"account_id": _id(path)}, seeds.answers(stage.office, path))


def corrected(stage: Stage) -> Call:
    path = opened(stage.office)
    review = seeds.reviewed(stage.office, path)
    body = {"corrected_on": "2026-11-24", "note": "公式サイトに掲載した。"}
    return Call("misaki", {"account_id": _id(path), "review_id": review}, body, record=f"{path}/reviews/{review}")


def ending(body: Any = None, files: Any = None) -> Scene:
    """About an account that is being closed."""

    def scene(stage: Stage) -> Call:
        path = seeds.ending(stage.office)
        return Call("misaki", {"account_id": _id(path)}, body, files=files, record=f"{path}/closing")

    return scene


SNS_LIFE: dict[str, Scene] = {
    "recordSnsActivity": published,
    "reviewSnsAccount": reviewed,
    "correctSnsReview": corrected,
    "getSnsClosing": ending(),
    "recordSnsClosing": ending(seeds.CLOSING),
    "uploadSnsExport": ending({}, {"file": ("投稿の一覧.pdf", pdf(), "application/pdf")}),
    "downloadSnsExport": ending(),
}
