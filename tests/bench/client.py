"""A lean HTTP client on one kept connection: what is measured shall be the server, not the client."""

import json
import socket
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reply:
    """An answer: its head as sent, its body."""

    status: int
    head: bytes
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def etag(self) -> str:
        for line in self.head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"etag":
                return value.strip().decode()
        return ""


class Client:
    """One connection to 127.0.0.1. ``token`` goes with every request."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def packed(self, method: str, path: str, body: bytes = b"", etag: str = "") -> bytes:
        """A request as it goes over the wire."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Authorization: Bearer {self.token}"]
        lines += [f"If-Match: {etag}"] if etag else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if method != "GET" else []
        return "\r\n".join([*lines, "", ""]).encode() + body

    def send(self, request: bytes) -> Reply:
        """Sends it and reads the whole answer."""
        self.socket.sendall(request)
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._receive()
        head, _, body = read.partition(b"\r\n\r\n")
        length = _length(head)
        while len(body) < length:
            body += self._receive()
        return Reply(int(head[9:12]), head, body)

    def ask(self, method: str, path: str, body: Any = None, etag: str = "") -> Reply:
        """A request that must succeed; raises AssertionError with the answer otherwise."""
        content = b"" if method == "GET" else json.dumps({} if body is None else body).encode()
        reply = self.send(self.packed(method, path, content, etag))
        assert reply.status < 300, f"{method} {path}: {reply.status} {reply.body.decode()}"
        return reply

    def _receive(self) -> bytes:
        part = self.socket.recv(262_144)
        assert part, "the server closed the connection"
        return part


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise AssertionError(f"no length: {head!r}")
