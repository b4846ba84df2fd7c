"""Compiling a stranger's template in a process that can be killed.

The child sees no environment of ours (no secrets), sets its own limits before it reads the file, and answers one line of
JSON: the facts the template uses, or the refusal. The template itself is compiled again here, which is safe by then.
"""

import json
import os
import subprocess
import sys

from govapi.documents.engine.refusals import TemplateRefused
from govapi.kit.errors import TooLarge

_WAIT = 4
"""The wall clock allows a busy machine this many times the CPU seconds."""

_TOO_HEAVY = "様式の確認が時間内に終わりませんでした。差込み札や表を減らし、Wordで保存し直してください。"


def compile_in_sandbox(data: bytes, *, seconds: int = 5, memory_mb: int = 512) -> tuple[str, ...]:
    """The fact paths of an uploaded template. Raises TemplateRefused or TooLarge, as `compile_template`, and
    TemplateRefused when the child needs more than ``seconds`` of CPU or ``memory_mb`` and is ended.
    """
    # -c, not -m: the package's __init__ imports this module, and runpy warns of a second copy
    start = f"from govapi.documents.engine.sandbox_child import main; main({int(seconds)}, {int(memory_mb)})"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            [sys.executable, "-c", start], input=data, capture_output=True, timeout=seconds * _WAIT, check=False,
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TemplateRefused(_TOO_HEAVY, code="template_too_heavy") from None
    if done.returncode != 0:
        raise TemplateRefused(_TOO_HEAVY, code="template_too_heavy")
    answer = json.loads(done.stdout)
    if answer["refused"] == "too_large":
        raise TooLarge(answer["detail"])
    if answer["refused"] is not None:
        raise TemplateRefused(answer["detail"], code=answer["refused"])
    return tuple(answer["fact_paths"])
