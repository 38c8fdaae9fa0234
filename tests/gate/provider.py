"""A small OpenID provider on loopback: whoever is sent to it is logged in at once as `person`."""

from __future__ import annotations

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "crossroads-here", "between-us"


class Provider:
    """Speaks the code flow: discovery, authorize, token, keys."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self._key = RSAKey.generate_key(2048, {"kid": "1"})
        self._nonces: dict[str, str] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self, self.path)

            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.answer(self, f"{self.path}?{form}")

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def secrets_file(self, app_url: str) -> str:
        """Return what Streamlit's secrets say of this provider."""
        auth = {
            "redirect_uri": f"{app_url}/oauth2callback",
            "cookie_secret": "a secret of the test's own",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{self.url}/.well-known/openid-configuration",
        }
        return "[auth]\n" + "".join(
            f"{name} = {json.dumps(value)}\n" for name, value in auth.items()
        )

    def answer(self, request: BaseHTTPRequestHandler, path: str) -> None:
        """Answer one request."""
        parts = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/authorize":
            code = secrets.token_hex(8)
            self._nonces[code] = asked.get("nonce", "")
            back = urlencode({"code": code, "state": asked["state"]})
            request.send_response(302)
            request.send_header("Location", f"{asked['redirect_uri']}?{back}")
            request.end_headers()
            return
        if parts.path == "/token":
            body: dict[str, Any] = {
                "access_token": "x",
                "token_type": "Bearer",
                "id_token": self._token(asked),
            }
        elif parts.path == "/keys":
            body = {"keys": [self._key.as_dict(private=False)]}
        else:
            body = {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "response_types_supported": ["code"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.end_headers()
        request.wfile.write(json.dumps(body).encode())

    def close(self) -> None:
        """End."""
        self._server.shutdown()
        self._server.server_close()

    def _token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "1",
            "iat": now,
            "exp": now + 600,
        }
        nonce = {"nonce": self._nonces[asked["code"]]}
        return jwt.encode(
            {"alg": "RS256", "kid": "1"}, {**claims, **nonce, **self.person}, self._key
        )
