"""The file store on a local folder and on S3-compatible storage."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from moto.server import ThreadedMotoServer

from govapi.files.store import FileStore

BUCKET = "govapi-test"


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileStore:
    if request.param == "folder":
        return FileStore.from_url(f"file://{tmp_path}/files")
    endpoint: str = request.getfixturevalue("s3_endpoint")
    for name, value in (
        ("ACCESS_KEY_ID", "test"),
        ("SECRET_ACCESS_KEY", "test"),
        ("DEFAULT_REGION", "us-east-1"),
        ("REGION", "us-east-1"),
    ):
        monkeypatch.setenv(f"AWS_{name}", value)
    httpx.put(f"{endpoint}/{BUCKET}").raise_for_status()
    return FileStore.from_url(f"s3://{BUCKET}/{tmp_path.name}", endpoint=endpoint)
