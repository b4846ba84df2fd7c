"""法人格: the legal form in a company's name, and where it stands (前株・後株)."""

import re
import unicodedata
from typing import Literal, NamedTuple

# Every spelling after NFKC and casefold → the form it stands for.
_SPELLINGS = {
    "株式会社": ("株式会社", "(株)", "k.k.", "co.,ltd.", "co.,ltd"),
    "有限会社": ("有限会社", "(有)"),
    "合同会社": ("合同会社", "(同)", "llc"),
    "合名会社": ("合名会社", "(名)"),
    "合資会社": ("合資会社", "(資)"),
    "一般社団法人": ("一般社団法人", "(一社)"),
    "公益社団法人": ("公益社団法人", "(公社)"),
    "一般財団法人": ("一般財団法人", "(一財)"),
    "公益財団法人": ("公益財団法人", "(公財)"),
    "特定非営利活動法人": ("特定非営利活動法人", "npo法人", "(特非)"),
    "社会福祉法人": ("社会福祉法人", "(福)"),
    "医療法人": ("医療法人", "(医)"),
    "学校法人": ("学校法人", "(学)"),
    "独立行政法人": ("独立行政法人", "(独)"),
    "地方独立行政法人": ("地方独立行政法人", "(地独)"),
}
_FORM_OF = {spelling: form for form, spellings in _SPELLINGS.items() for spelling in spellings}
# "llc" inside a word is no legal form, so it is known at the ends of a name only, not in free text.
_FREE_TEXT = sorted((s for s in _FORM_OF if s != "llc"), key=len, reverse=True)
FREE_TEXT_PATTERN = re.compile("|".join(re.escape(s) for s in _FREE_TEXT))
_AT_ENDS = sorted(_FORM_OF, key=len, reverse=True)


class LegalForm(NamedTuple):
    form: str
    """The full word, 株式会社."""
    position: Literal["front", "back"]

    @property
    def position_label(self) -> str:
        """前株・後株 for a 株式会社, 前・後 for the others."""
        side = "前" if self.position == "front" else "後"
        return side + ("株" if self.form == "株式会社" else "")


def folded(text: str) -> str:
    """NFKC and casefold, stable under repetition."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def form_of_spelling(spelling: str) -> str:
    return _FORM_OF[spelling]


def legal_form(name: str) -> LegalForm | None:
    """The legal form a name begins or ends with; None for a 個人事業主 or an unknown form."""
    plain = "".join(folded(name).split())
    for spelling in _AT_ENDS:
        if spelling == plain:
            continue
        if plain.startswith(spelling) and spelling != "llc":
            return LegalForm(_FORM_OF[spelling], "front")
        if plain.endswith(spelling):
            return LegalForm(_FORM_OF[spelling], "back")
    return None
