"""What a refusal must look like: problem+json in Japanese, with nothing of the inside of the house in it."""

import re
from typing import Any

INSIDE = re.compile(
    r"Traceback|File \"|pydantic|msgspec|sqlalchemy|litestar|psycopg|sqlite|govapi/|<class|[a-z]Error\b|SELECT |INSERT "
)

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
KEYS = {"type", "title", "status", "code", "detail", "errors"}


def fault_of(answer: Any, *statuses: int, pointer: str | None = None) -> str | None:
    """What is wrong with a refusal; None when it is one of these, clear and about the right field."""
    if answer.status_code not in statuses:
        return f"{answer.status_code} instead of {statuses}: {answer.text[:300]}"
    if answer.headers["content-type"] != "application/problem+json":
        return f"content type {answer.headers['content-type']}"
    body = answer.json()
    sentences = [body["title"], body["detail"], *(error["message"] for error in body["errors"])]
    if body.keys() != KEYS or body["status"] != answer.status_code:
        return f"no whole problem: {answer.text[:300]}"
    if not all(JAPANESE.search(sentence) for sentence in sentences):
        return f"not in Japanese: {sentences}"
    if INSIDE.search(" ".join(sentences)):
        return f"tells about the inside: {sentences}"
    pointers = [error["pointer"] for error in body["errors"]]
    if pointer is not None and not any(found == pointer or found.startswith(f"{pointer}/") for found in pointers):
        return f"points to {pointers} instead of {pointer}"
    return None


class Faults(list[str]):
    """The faults of many requests, each with the operation it befell."""

    def note(self, where: str, fault: str | None) -> None:
        if fault is not None:
            self.append(f"{where}: {fault}")
