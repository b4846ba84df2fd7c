"""差込みエンジン (Word engine): a .docx with typed tags becomes a compiled template, and that with facts a .docx.

Pure of HTTP and SQL. A template is checked once, as hostile input: the file (`package`, `contents`), its words (`allowed`),
its XML on every road through it (`places`, `instrument`). Rendering then only joins text and packs it.
Serves policy sentence 6(8): 業務委託の契約に必要なセキュリティ要件を明記する.
"""

from govapi.documents.engine.compiler import compile_template
from govapi.documents.engine.phrases import CompiledText, compile_text
from govapi.documents.engine.refusals import FactMissing, FactUnfit, TemplateRefused
from govapi.documents.engine.sandbox import compile_in_sandbox
from govapi.documents.engine.template import CompiledTemplate, missing_facts

__all__ = [
    "CompiledTemplate",
    "CompiledText",
    "FactMissing",
    "FactUnfit",
    "TemplateRefused",
    "compile_in_sandbox",
    "compile_template",
    "compile_text",
    "missing_facts",
]
