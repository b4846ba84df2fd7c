"""Documents per second: ours, docxtpl's on the same template and facts, and zlib level 6 alone on the same XML.

    python -m tests.bench.bench_documents

The shipped 特記仕様書 with all clauses; where it is not there yet, a sample of like size. Ours is measured warm: a template
is compiled once and used many times, while docxtpl reads it anew each time by design; the compile time is printed too.
Each figure is CPU time, the best of several rounds taken in turn in one run. Read the ratios, not the digits.
"""

import time
import zlib
from collections.abc import Callable
from pathlib import Path

from govapi.documents.engine import CompiledTemplate, compile_template
from govapi.documents.engine.archive import LEVEL
from tests.bench import facts
from tests.documents.engine import samples
from tests.documents.engine.by_docxtpl import by_docxtpl

SHIPPED = Path(__file__).parents[2] / "contract_templates" / "documents" / "security_spec.docx"
ROUNDS = 7
SECONDS = 0.3


def seconds_per(work: Callable[[], object]) -> float:
    """CPU seconds of one call: the mean over a stretch of calls. CPU time, as other programs may be running."""
    calls, start = 0, time.thread_time()
    while (spent := time.thread_time() - start) < SECONDS:
        work()
        calls += 1
    return spent / calls


def measured(compiled: CompiledTemplate, template: bytes, values: dict[str, object]) -> dict[str, float]:
    parts = compiled.render_parts(values)
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: compiled.render(values),
        "ours, XML only": lambda: compiled.render_parts(values),
        "docxtpl": lambda: by_docxtpl(template, values),
        "zlib level 6": lambda: [zlib.compress(part, 6) for part in parts],
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            best[name] = min(best[name], seconds_per(work))
    return best


def main() -> None:
    shipped = SHIPPED.is_file()
    template = SHIPPED.read_bytes() if shipped else samples.bytes_of(samples.clause_document())
    start = time.thread_time()
    compiled = compile_template(template)
    compile_time = time.thread_time() - start
    values = facts.all_clauses()
    ours, theirs = samples.body(compiled.render(values)), samples.body(by_docxtpl(template, values))
    xml = sum(map(len, compiled.render_parts(values)))
    times = measured(compiled, template, values)
    print(f"template: {'shipped security_spec.docx' if shipped else 'a sample of like size'}, all clauses")
    print(f"{len(ours):,} characters of text, {xml:,} bytes of XML; same text as docxtpl: {'yes' if ours == theirs else 'NO'}")
    print(f"compiled once in {compile_time * 1000:.1f} ms; packed at level {LEVEL}, {len(compiled.render(values)):,} bytes")
    for name, seconds in times.items():
        print(f"{name:16} {1 / seconds:10,.0f} a second {seconds * 1000:10.3f} ms")
    print(
        f"zlib alone / docxtpl {times['docxtpl'] / times['zlib level 6']:8.0f} x   (packing is most of the work of a long document)"
    )
    print(f"ours / docxtpl       {times['docxtpl'] / times['ours']:8.0f} x   (aim: 50 x)")
    print(f"ours / zlib level 6  {times['zlib level 6'] / times['ours'] * 100:8.0f} %   (aim: 40 %)")


if __name__ == "__main__":
    main()
