"""The child of `sandbox`: limits itself, reads a template from standard input, answers on standard output."""

import json
import sys

from govapi.documents.engine.compiler import compile_template
from govapi.kit.errors import Refusal

try:
    import resource
except ImportError:  # not on Windows: there only the parent's clock ends the child
    resource = None  # type: ignore[assignment]  # the module's absence is the information


def main(seconds: int, memory_mb: int) -> None:
    """CPU seconds, and megabytes of address space."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer: dict[str, object] = {"refused": None, "fact_paths": compile_template(sys.stdin.buffer.read()).fact_paths}
    except Refusal as refusal:
        answer = {"refused": refusal.code, "detail": refusal.detail}
    sys.stdout.write(json.dumps(answer))
