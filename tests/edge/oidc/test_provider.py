"""Discovery: what is believed of a provider's metadata, a private certificate, and a provider that is not there."""

import datetime as dt
import json
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from govapi.edge.oidc import Provider, RelyingParty
from govapi.kit.errors import Unavailable


class Stub(HTTPServer):
    """Serves one body for every path, and counts."""

    body = b"{}"
    hits = 0


class _Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_GET(self) -> None:
        self.server.hits += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[tuple[Stub, str]]:
    stub = Stub(("127.0.0.1", 0), _Handler)
    if context:
        stub.socket = context.wrap_socket(stub.socket, server_side=True)
    thread = threading.Thread(target=stub.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stub, f"{'https' if context else 'http'}://127.0.0.1:{stub.server_address[1]}"
    finally:
        stub.shutdown()
        stub.server_close()
        thread.join()


def metadata(issuer: str, /, **changes: object) -> bytes:
    good: Mapping[str, object] = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/auth",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/jwks",
    }
    return json.dumps({name: value for name, value in {**good, **changes}.items() if value is not None}).encode()


def test_metadata_is_fetched_once_in_its_time() -> None:
    seconds = 0.0
    with serving() as (stub, issuer):
        stub.body = metadata(issuer)
        provider = Provider(issuer, metadata_ttl=100, monotonic=lambda: seconds)
        assert provider.metadata().token_endpoint == f"{issuer}/token"
        provider.metadata()
        assert stub.hits == 1
        seconds = 101
        provider.metadata()
        assert stub.hits == 2
        stub.body = b"broken"
        seconds = 202
        assert provider.metadata().token_endpoint == f"{issuer}/token"  # the old document serves on


BAD: dict[str, dict[str, object]] = {
    "another issuer": {"issuer": "https://other.invalid"},
    "no token endpoint": {"token_endpoint": None},
    "an endpoint in the clear": {"token_endpoint": "http://id.city.invalid/token"},
    "an endpoint that is no address": {"jwks_uri": "javascript:alert(1)"},
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD.keys())
def test_metadata_that_is_not_believed(change: dict[str, object]) -> None:
    with serving() as (stub, issuer):
        stub.body = metadata(issuer, **change)
        with pytest.raises(Unavailable) as refused:
            Provider(issuer).metadata()
        assert "システム管理者" in refused.value.detail and issuer not in refused.value.detail


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"\xff\xfe"])
def test_an_answer_that_is_no_json_object(body: bytes) -> None:
    with serving() as (stub, issuer):
        stub.body = body
        with pytest.raises(Unavailable):
            Provider(issuer).metadata()


@pytest.mark.parametrize("document", [{"keys": 3}, {}, {"keys": "text"}])
def test_keys_that_are_no_list(document: dict[str, object]) -> None:
    with serving() as (stub, issuer):
        stub.body = metadata(issuer, **document)  # metadata and keys in one: the stub has one answer
        with pytest.raises(Unavailable):
            Provider(issuer).keys.find("one", "ES256")


def test_an_unreachable_provider_is_told_in_japanese() -> None:
    with serving() as (_, issuer):
        pass
    party = RelyingParty(Provider(issuer, timeout=1), client_id="web")
    with pytest.raises(Unavailable) as refused:
        party.start("http://127.0.0.1:9/callback")
    assert "認証基盤に接続できません" in refused.value.detail
    assert party.logout_url(None, "http://127.0.0.1:9/signed-out") is None


def test_a_provider_without_logout() -> None:
    with serving() as (stub, issuer):
        stub.body = metadata(issuer)
        assert RelyingParty(Provider(issuer), client_id="web").logout_url(None, "http://127.0.0.1:9/") is None


@pytest.mark.parametrize("issuer", ["http://id.city.invalid", "ftp://127.0.0.1", "id.city.invalid", "", "https://"])
def test_an_issuer_must_be_https_unless_on_this_machine(issuer: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Provider(issuer)


def test_a_private_certification_authority(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as (stub, issuer):
        stub.body = metadata(issuer)
        assert Provider(issuer, ca_file=certificate).metadata().issuer == issuer
        with pytest.raises(Unavailable):
            Provider(issuer).metadata()


def self_signed(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "架空市 認証基盤")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "ca.pem"
    path.write_bytes(secret + certificate.public_bytes(encoding))
    return path
