"""The suite: a cluster of its own, plain static files, mail kept in memory, undefined template variables fail."""

import os
from pathlib import Path

os.environ.setdefault("TAMDAN_HOME", str(Path(__file__).resolve().parents[2] / ".cache" / "test-home"))

from config.settings.base import *

SECRET_KEY = "only for tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# The suite's conftest points this at a clone of the migrated template database.
DATABASES["default"].update(NAME="tamdan", CONN_MAX_AGE=0, CONN_HEALTH_CHECKS=False)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
COUNTRY = "xa"
TIME_ZONE = zone_of(COUNTRY)
FREE_SPACE_FLOOR = LETTER_FILES_FLOOR = 0
SEALING_WORK_FACTOR = 4
PRESS_HOST_SECONDS = 0
SEALING_FOUNDING = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Most tests have no installation and need none, no collected static files and nothing compressed; those of the first run put
# theirs back.
NOT_IN_TESTS = {
    "tamdan.accounts.middleware.FirstRun",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
}
MIDDLEWARE = [name for name in MIDDLEWARE if name not in NOT_IN_TESTS]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)


class Undefined(str):
    """A template that shows a variable which nobody gave it fails its test."""

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")  # type: ignore[index] # settings are plain objects
