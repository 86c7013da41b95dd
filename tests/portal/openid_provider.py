"""oidc-provider-mock as a process, with the one thing it leaves out: it does not hold a client to its PKCE promise.

`python -m tests.portal.openid_provider PORT`
"""

from __future__ import annotations

import hashlib
import sys
from base64 import urlsafe_b64encode
from io import BytesIO
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):  # noqa: A002
        pass


class Pkce:
    """WSGI: a code is given for a challenge (S256), and a token for the verifier that it was made of."""

    def __init__(self, app):
        self.app, self.challenges = app, {}

    def __call__(self, environ, start_response):
        query = parse_qs(environ["QUERY_STRING"])
        if environ["PATH_INFO"] == "/oauth2/authorize":
            if query.get("code_challenge_method") != ["S256"]:
                return refuse(start_response, "no code_challenge of S256")
            return self.app(environ, self.noting(start_response, query["code_challenge"][0]))
        if environ["PATH_INFO"] == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
            environ["wsgi.input"] = BytesIO(body)
            form = parse_qs(body.decode())
            made = urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", [""])[0].encode()).digest()).rstrip(b"=")
            if self.challenges.get(form["code"][0]) != made.decode():
                return refuse(start_response, "the verifier does not fit")
        return self.app(environ, start_response)

    def noting(self, start_response, challenge):
        def noted(status, headers, *more):
            codes = parse_qs(urlsplit(dict(headers).get("Location", "")).query).get("code", [])
            self.challenges.update(dict.fromkeys(codes, challenge))
            return start_response(status, headers, *more)

        return noted


def refuse(start_response, why):
    start_response("400 Bad Request", [("Content-Type", "application/json")])
    return [b'{"error": "invalid_grant", "error_description": "%s"}' % why.encode()]


if __name__ == "__main__":
    from oidc_provider_mock import app

    with make_server("127.0.0.1", int(sys.argv[1]), Pkce(app(require_nonce=True)), handler_class=Quiet) as server:
        server.serve_forever()
