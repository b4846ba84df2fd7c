"""Handles and addresses of social media accounts, brought to one form so that the same account is known wherever it is written."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from govapi.policy.schema.sns import Platform

_FRONT = ("www.", "m.", "mobile.")
"""What stands before a host for the screen it is read on; the account behind it is the same."""
_PORTS = {None, 80, 443}
_HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
_HANDLE = "{handle}"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Address:
    """``platform``: whose the host is; ``host`` as the platform writes it; ``short``: on a host with paths of its own."""

    platform: Platform | None
    host: str
    parts: tuple[str, ...]
    query: str
    short: bool

    @property
    def key(self) -> str:
        exact = self.platform is None or self.platform.case_sensitive or self.short
        path = "/".join(quote(part if exact else _folded(part), safe="@.-_~") for part in self.parts)
        return f"{self.host}/{path}".rstrip("/") + (f"?{self.query}" if self.query else "")


def normal_handle(platform: Platform, text: str) -> str:
    """The handle in the form in which it is compared: without its prefix, and in small letters where the platform does not
    tell them apart. The empty text when nothing was written."""
    bare = unicodedata.normalize("NFKC", text).strip().removeprefix(platform.handle_prefix)
    return bare if platform.case_sensitive else _folded(bare)


def normal_url(platforms: Sequence[Platform], text: str) -> str | None:
    """The key under which an address is compared: scheme, case, `www.`, other hosts of the platform, tracking and fragment are
    folded away. None where the text is no web address, or one made to look like another."""
    address = _read(platforms, text)
    return address.key if address else None


def platform_of(platforms: Sequence[Platform], url: str) -> Platform | None:
    """The platform on whose hosts the address stands."""
    address = _read(platforms, url)
    return address.platform if address else None


def address_fault(platform: Platform, handle: str, url: str) -> str | None:
    """What is wrong with an account's handle and address, as a Japanese sentence; None when they fit the platform."""
    bare = normal_handle(platform, handle)
    if platform.handle_pattern and not re.fullmatch(platform.handle_pattern, bare, re.IGNORECASE):
        return f"アカウントIDは、{platform.label}で使える文字と長さではありません。確かめて入力してください。"
    address = _read([platform], url)
    if address is None or not unicodedata.normalize("NFKC", url).strip().lower().startswith("https://"):
        return "URLは、https://で始まるアカウントのページのアドレスを入力してください。"
    if address.platform is None:
        hosts = "、".join((*platform.hosts, *platform.separate_hosts))
        return f"{platform.label}のアドレス（{hosts}）ではありません。サービスとURLを確かめてください。"
    if not address.parts:
        return "URLは、サービスの入口ではなく、アカウントのページのアドレスを入力してください。"
    named = _handle_in(platform, address)
    if named is not None and named != bare:
        return f"アカウントID（{bare}）とURLの示すアカウント（{named}）が違います。どちらかを直してください。"
    return None


def address_for(platform: Platform, handle: str) -> str:
    """The address that follows from the handle; empty where it does not."""
    bare = unicodedata.normalize("NFKC", handle).strip().removeprefix(platform.handle_prefix)
    return platform.address.replace(_HANDLE, quote(bare, safe=".-_~")) if platform.address and bare else ""


def _handle_in(platform: Platform, address: _Address) -> str | None:
    """The handle that the address names, where it has the form of the platform's addresses and nothing else names the account."""
    pattern = _read([platform], platform.address.replace(_HANDLE, "0")) if platform.address else None
    if pattern is None or address.query or (address.host, len(address.parts)) != (pattern.host, len(pattern.parts)):
        return None
    front = pattern.parts[-1].removesuffix("0")
    last = normal_handle(platform, address.parts[-1].removeprefix(front))
    same = all(_folded(mine) == _folded(its) for mine, its in zip(address.parts[:-1], pattern.parts[:-1], strict=True))
    return last if same and address.parts[-1].startswith(front) else None


def _read(platforms: Sequence[Platform], text: str) -> _Address | None:
    split = _split(text)
    if split is None or split.hostname is None:
        return None
    host = _ascii(split.hostname)
    if host is None:
        return None
    platform, host, short = _owner(platforms, host)
    parts = tuple(unquote(part) for part in split.path.split("/") if part)
    if any(part in (".", "..") or "/" in part or "\\" in part or not part.isprintable() for part in parts):
        return None
    wanted = platform.query_keys if platform else ()
    named = [(name, value) for name, value in parse_qsl(split.query) if name in wanted]
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in named)
    return _Address(platform, host, tuple(unicodedata.normalize("NFKC", part) for part in parts), query, short)


def _split(text: str) -> SplitResult | None:
    """Refused: what a browser reads differently than it looks (a name before the host, `\\`, characters that are not seen)."""
    whole = unicodedata.normalize("NFKC", text).strip()
    if not whole or len(whole) > _LONGEST or "\\" in whole or not whole.isprintable() or " " in whole:
        return None
    if "://" not in whole.split("?")[0]:
        whole = f"https://{whole}"
    try:
        split = urlsplit(whole)
        port = split.port
    except ValueError:
        return None
    if split.scheme.lower() not in ("https", "http") or port not in _PORTS or "@" in split.netloc:
        return None
    return split


def _ascii(host: str) -> str | None:
    try:
        plain = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return plain if _HOST.fullmatch(plain) else None


def _owner(platforms: Sequence[Platform], host: str) -> tuple[Platform | None, str, bool]:
    bare = without_front(host)
    for platform in platforms:
        if bare in {without_front(one) for one in platform.hosts}:
            return platform, without_front(platform.hosts[0]), False
        if host in platform.separate_hosts or bare in platform.separate_hosts:
            return platform, host if host in platform.separate_hosts else bare, True
    return None, host.removeprefix("www."), False


def without_front(host: str) -> str:
    for front in _FRONT:
        rest = host.removeprefix(front)
        if rest != host and "." in rest:
            return rest
    return host


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
