"""Served by ``tamdan serve``: the embedded database or DATABASE_URL, one origin, HTTPS unless told that it runs on one machine."""

import os

from config.settings.base import *
from tamdan.core.postgres import connection_params

# Feeds and pages are fetched from the public web alone; nothing turns this on where people work.
PRESS_LOOPBACK = False
ROLE = os.environ.get("TAMDAN_DB_ROLE", "app")
_params = connection_params(ROLE)
DATABASES["default"].update(
    NAME=_params.pop("dbname", ""), USER=_params.pop("user", ""), PASSWORD=_params.pop("password", ""),
    HOST=_params.pop("host", ""), PORT=_params.pop("port", ""), OPTIONS=_params,
)  # fmt: skip

# A browser on the same machine speaks plain HTTP; everything else comes through a proxy with TLS (docs/operations.md).
BEHIND_TLS = os.environ.get("TAMDAN_TLS", "") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
# The proxy with TLS writes the visitor's address; without one the connection's own counts for rate limits.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS
