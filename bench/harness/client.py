"""One connection to a server that is kept open, for REST and for MCP."""

import http.client
import json
import socket
from typing import Any
from urllib.parse import urlsplit

MODERN = "2026-07-28"
STATEFUL = "2025-11-25"
META = {"io.modelcontextprotocol/protocolVersion": MODERN,
        "io.modelcontextprotocol/clientCapabilities": {}}


class Client:
    """Not thread-safe: one for each thread."""

    def __init__(self, url: str, token: str = "", timeout: float = 60) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
        self._token = token
        self.headers: dict[str, str] = {}

    def send(self, method: str, path: str, body: Any = None,
             headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        """The status and the whole body; the answer's headers are left in `headers`."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        if self._connection.sock is None:
            self._connection.connect()
            # Head and body leave in two writes; without this the second waits for an ACK.
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        data = None if body is None else json.dumps(body).encode()
        self._connection.request(method, path, data, sent)
        response = self._connection.getresponse()
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, response.read()

    def tool(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """A call over REST; raises when it is refused."""
        status, body = self.send("POST", f"/api/v1/tools/{name}", arguments)
        if status != 200:
            raise RuntimeError(f"{name} was answered {status}: {body[:300]!r}")
        return json.loads(body)

    def initialize(self, path: str) -> str:
        """Opens an MCP session of the stateful wire; its id, empty when the server has none."""
        accept = {"Accept": "application/json, text/event-stream"}
        status, body = self.send("POST", path, {
            "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
                "protocolVersion": STATEFUL, "capabilities": {},
                "clientInfo": {"name": "bench", "version": "1"}}}, accept)
        if status != 200:
            raise RuntimeError(f"initialize was answered {status}: {body[:300]!r}")
        session = self.headers.get("mcp-session-id", "")
        known = {"Mcp-Session-Id": session} if session else {}
        self.send("POST", path, {"jsonrpc": "2.0", "method": "notifications/initialized"},
                  {**accept, **known, "MCP-Protocol-Version": STATEFUL})
        return session

    def close(self) -> None:
        self._connection.close()
