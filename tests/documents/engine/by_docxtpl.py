"""The reference: the same template and facts through docxtpl itself."""

import io

import jinja2
from docxtpl import DocxTemplate

from govapi.documents.engine.filters import FILTERS


class KeysFirst(jinja2.Environment):
    """docxtpl's own environment finds a dict's method ``items`` before the key of that name."""

    def getattr(self, obj: object, attribute: str) -> object:
        return obj[attribute] if isinstance(obj, dict) and attribute in obj else super().getattr(obj, attribute)


def by_docxtpl(template: bytes, facts: dict[str, object]) -> bytes:
    jinja = KeysFirst(autoescape=True)
    jinja.filters.update(FILTERS)
    document = DocxTemplate(io.BytesIO(template))
    document.render(facts, jinja_env=jinja)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
