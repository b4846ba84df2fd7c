"""Uploads that are no proper form: a clear refusal at every route that takes a file, nothing stored."""

from collections.abc import Mapping
from typing import Any

from tests.api.operations import Operation
from tests.api.refusals import Faults, fault_of
from tests.api.world import World

LINE = "multipart/form-data; boundary=line"
HEAD = b'--line\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
UNREADABLE: Mapping[str, tuple[str, bytes]] = {
    "no boundary": ("multipart/form-data", b"--line--\r\n"),
    "another boundary": (LINE, b"--other\r\n\r\nx\r\n--other--\r\n"),
    "cut off": (LINE, HEAD + b"abc"),
    "no end of headers": (LINE, b"--line\r\nContent-Disposition: form-data"),
    "no name": (LINE, b"--line\r\nContent-Disposition: form-data\r\n\r\nx\r\n--line--\r\n"),
    "unknown character set": (
        LINE,
        b'--line\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nx\r\n--line--\r\n',
    ),
    "no UTF-8": (LINE, b'--line\r\nContent-Disposition: form-data; name="file"\r\n\r\n\xff\xfe\r\n--line--\r\n'),
    "JSON": (LINE, b'{"file": "x"}'),
    "thousands of parts": (LINE, b'--line\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n' * 3000 + b"--line--\r\n"),
}
NAMES = ("../../etc/passwd", "a\x00b.docx", "con.docx", "a" * 3000 + ".docx", "<script>.docx", "\u202excod.exe")


def forms(world: World) -> list[Operation]:
    found = [operation for operation in world.operations if operation.media and not operation.is_json]
    assert found
    return found


def attack(world: World, operation: Operation, **changes: Any) -> Any:
    return world.send(operation, "shinji", world.values(operation), **changes)


def test_unreadable_forms_are_refused(world: World) -> None:
    before, faults = world.state(), Faults()
    for operation in forms(world):
        for name, (kind, content) in UNREADABLE.items():
            answer = attack(world, operation, content=content, headers={"Content-Type": kind})
            faults.note(f"{operation.id}, {name}", fault_of(answer, 400, 422))
    assert faults == []
    assert world.state() == before


def test_a_part_that_is_missing_unknown_or_no_file_is_named(world: World) -> None:
    before, faults = world.state(), Faults()
    for operation in forms(world):
        fields = {name: value for name, value in operation.body.items() if name != "file"}
        good = ("a.docx", b"x", "application/octet-stream")
        cases: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
            "nothing": ({}, {"other": good}),
            "no file": (fields | {"file": "text"}, {"unknown": good}),
            "unknown part": (fields | {"unknown": "1"}, {"file": good}),
            "two files": (fields, {"file": good, "file2": good}),
        }
        for name, (data, files) in cases.items():
            faults.note(f"{operation.id}, {name}", fault_of(attack(world, operation, data=data, files=files), 422))
    assert faults == []
    assert world.state() == before


def test_hostile_names_and_contents_are_refused(world: World) -> None:
    before, faults = world.state(), Faults()
    for operation in forms(world):
        fields = {name: value for name, value in operation.body.items() if name != "file"}
        for name in NAMES:
            file = (name, b"MZ no document", "application/x-msdownload")
            answer = attack(world, operation, data=fields, files={"file": file})
            faults.note(f"{operation.id}, {name[:20]!r}", fault_of(answer, 400, 403, 404, 415, 422))
    assert faults == []
    assert world.state() == before


def test_a_file_that_is_too_large_is_refused(world: World) -> None:
    before, faults = world.state(), Faults()
    for operation in forms(world):
        fields = {name: value for name, value in operation.body.items() if name != "file"}
        file = ("a.docx", b"0" * (22 << 20), "application/octet-stream")
        faults.note(operation.id, fault_of(attack(world, operation, data=fields, files={"file": file}), 413))
    assert faults == []
    assert world.state() == before
