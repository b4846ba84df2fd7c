"""Reading the numbers people type: full-width digits, thousands marks, 円. The inverse of the writing in kit.japan."""

import re
import unicodedata

_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MINUS = str.maketrans(dict.fromkeys("△▲−‐―", "-"))


def plain_number(text: str) -> str | None:
    """``"１，９８０，０００円"`` → ``"1980000"``; ``"△1,000"`` → ``"-1000"``; None when it is not a number."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_MINUS)
    plain = _THOUSANDS.sub("", plain.removeprefix("金").removeprefix("¥").removesuffix("円"))
    return plain if _NUMBER.fullmatch(plain) else None
