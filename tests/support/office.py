"""LibreOffice as a reader of our documents: does it open, what does it say, what does it look like."""

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.require import office, scripting

OFFICE_SECONDS = 180
READ_SECONDS = 60


def convert(files: Sequence[Path], folder: Path, to: str = "pdf") -> list[Path]:
    """Opens each file and saves it as `to` in `folder`; one start of LibreOffice for all, with a profile of its own.

    Raises AssertionError, with what LibreOffice said, when one of them did not come out.
    """
    expected = [folder / f"{file.stem}.{to}" for file in files]
    assert len(set(expected)) == len(files), "Two files of the same name would overwrite each other."
    with tempfile.TemporaryDirectory(prefix="govapi-office-") as profile:
        command = [str(office()), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
        said = _run(command, OFFICE_SECONDS, {**os.environ, "HOME": profile})
    missing = [path.name for path in expected if not path.is_file()]
    assert not missing, f"LibreOffice did not produce {missing}: {said}"
    return expected


def type_into(source: Path, target: Path, typing: Sequence[tuple[str, str, str]], look: Sequence[tuple[str, str]]) -> Any:
    """Opens a workbook, types (sheet, cell, text) into it as from the keyboard, saves it for Excel; tells what it found.

    ``cells``: for each of ``look`` its text, whether it is a formula, open to typing, its choices and the sentence shown when
    something else is typed; ``visible``: the names of the sheets a person sees.
    """
    with tempfile.TemporaryDirectory(prefix="govapi-office-") as profile:
        order = {"soffice": office(), "profile": profile, "source": str(source), "target": str(target)}
        script = Path(__file__).with_name("office_typing.py")
        said = _run([str(scripting()), str(script)], OFFICE_SECONDS, given=json.dumps({**order, "type": typing, "look": look}))
    return json.loads(said)


def text_of(pdf: Path) -> str:
    """The text of a PDF in reading order, laid out as on the page."""
    return _run(["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"], READ_SECONDS)


def pictures_of(pdf: Path, folder: Path, dots_per_inch: int = 80) -> list[Path]:
    """One PNG a page, in order."""
    _run(["pdftoppm", "-png", "-r", str(dots_per_inch), str(pdf), str(folder / pdf.stem)], READ_SECONDS)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def _run(command: list[str], seconds: int, environment: dict[str, str] | None = None, *, given: str = "") -> str:
    """Runs it in a process group of its own, so that on a timeout the children end too."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, start_new_session=True, encoding="utf-8"
    ) as process:
        try:
            said, _ = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode == 0, f"{command[0]} ended with {process.returncode}: {said}"
    return said
