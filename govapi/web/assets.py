"""Styles, scripts and the mark, served under names that carry their content's hash, so that a browser may keep them for ever."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from litestar import Response, Router, get
from litestar.params import FromPath

from govapi.kit.errors import NotFound

STATIC_FOLDER = Path(__file__).parent / "static"
STATIC_PATH = "/static"
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """One file, read once at start; ``media_type`` from its suffix (the framework adds the charset to text)."""

    content: bytes
    media_type: str


class Assets:
    """All files of the static folder by their hashed name (``base.1a2b3c4d.css``)."""

    def __init__(self, folder: Path = STATIC_FOLDER) -> None:
        self._by_hashed_name: dict[str, Asset] = {}
        self._hashed_names: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix in _TYPES:
                content = path.read_bytes()
                hashed = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:8]}{path.suffix}"
                self._hashed_names[path.name] = hashed
                self._by_hashed_name[hashed] = Asset(content, _TYPES[path.suffix])

    def url(self, name: str) -> str:
        """``base.css`` → ``/static/base.1a2b3c4d.css``. Raises KeyError for a name that is not in the folder."""
        return f"{STATIC_PATH}/{self._hashed_names[name]}"

    def find(self, hashed_name: str) -> Asset | None:
        return self._by_hashed_name.get(hashed_name)

    def names(self) -> list[str]:
        return list(self._hashed_names)


def static_router(assets: Assets) -> Router:
    """GET /static/{name}: open to everyone (the sign-in page needs it), immutable, never in the API's description."""

    @get("/{name:str}", include_in_schema=False, sync_to_thread=False, exclude_from_auth=True)
    def static_file(name: FromPath[str]) -> Response[bytes]:
        asset = assets.find(name)
        if asset is None:
            raise NotFound
        return Response(
            asset.content,
            media_type=asset.media_type,
            headers={"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"},
        )

    return Router(STATIC_PATH, route_handlers=[static_file])
