"""A real OpenID Connect provider as a process of its own: python -m tests.accounts.provider PORT.

The package issues codes and signed tokens; it does not look at PKCE, so that is added here: a code is given out only for the
verifier whose hash came with the question.
"""

import base64
import hashlib
import os
import sys
import warnings
from urllib.parse import parse_qs, urlsplit

warnings.simplefilter("ignore")
import flask  # noqa: E402
import oidc_provider_mock  # noqa: E402

CHALLENGES: dict[str, str] = {}


def no_hash_no_code() -> flask.Response | None:
    if flask.request.path != "/oauth2/token":
        return None
    verifier = flask.request.form.get("code_verifier", "").encode()
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
    fits = CHALLENGES.pop(flask.request.form["code"], "") == hashed
    return None if fits else flask.make_response({"error": "invalid_grant"}, 400)


def remember_hash(response: flask.Response) -> flask.Response:
    code = parse_qs(urlsplit(response.headers.get("Location", "")).query).get("code")
    if code and flask.request.args.get("code_challenge_method") == "S256":
        CHALLENGES[code[0]] = flask.request.args["code_challenge"]
    return response


if __name__ == "__main__":
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    server = oidc_provider_mock.app(require_nonce=True)
    server.before_request(no_hash_no_code)
    server.after_request(remember_hash)
    server.run(port=int(sys.argv[1]), use_reloader=False, threaded=True)
