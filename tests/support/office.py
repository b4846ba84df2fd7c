"""LibreOffice as a reader of our documents: does it open, what does it say, what does it look like."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.support.require import office

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


def text_of(pdf: Path) -> str:
    """The text of a PDF in reading order, laid out as on the page."""
    return _run(["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"], READ_SECONDS)


def pictures_of(pdf: Path, folder: Path, dots_per_inch: int = 80) -> list[Path]:
    """One PNG a page, in order."""
    _run(["pdftoppm", "-png", "-r", str(dots_per_inch), str(pdf), str(folder / pdf.stem)], READ_SECONDS)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def _run(command: list[str], seconds: int, environment: dict[str, str] | None = None) -> str:
    """Runs it in a process group of its own, so that on a timeout the children end too."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, encoding="utf-8"
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode == 0, f"{command[0]} ended with {process.returncode}: {said}"
    return said
