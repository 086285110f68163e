"""What every installation shares. What differs by machine comes from the environment; what differs by country is data."""

import os
from pathlib import Path

import pghistory
import yaml
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tamdan.core.home import home
from tamdan.core.origin import origin
from tamdan.core.secrets import secret

ROOT = Path(__file__).resolve().parents[2]
DEBUG = False
SECRET_KEY = secret("django")
ALLOWED_HOSTS = os.environ.get("TAMDAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(("localhost", "127.", "["))]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "csp",
    "django_htmx",
    # the rooms, in the order in which they may import each other (docs/architecture.md)
    "tamdan.core",
    "tamdan.language",
    "tamdan.taxonomy",
    "tamdan.places",
    "tamdan.institutions",
    "tamdan.accounts",
    "tamdan.clocks",
    "tamdan.links",
    "tamdan.notices",
    "tamdan.audit",
    "tamdan.vault",
    "tamdan.sealing",
    "tamdan.search",
    "tamdan.imports",
    "tamdan.recommendations",
    "tamdan.intake",
    "tamdan.grievances",
    "tamdan.press",
    "tamdan.portal",
    "tamdan.api",
    "tamdan.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "tamdan.core.plain.LengthRequired",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tamdan.accounts.middleware.FirstRun",
    "tamdan.accounts.middleware.LoginRequiredByDefault",
    "tamdan.accounts.middleware.SecondFactorOfAdministrators",
    "tamdan.core.middleware.DomainErrors",
    "tamdan.audit.middleware.HistoryContext",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "tamdan" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tamdan.portal.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tamdan.language.templatetags.language",
            ],
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 600,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("km", _("Khmer")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "tamdan" / "locale"]
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "tamdan" / "static" / "built"]
STATIC_ROOT = ROOT / ".cache" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "tamdan.accounts.password_length.LeastLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "tamdan.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "tamdan.accounts.forms_sign_in.LoginForm",
    "reauthenticate": "tamdan.accounts.forms_sign_in.ReauthenticateForm",
    "change_password": "tamdan.accounts.forms_sign_in.ChangePasswordForm",
    "set_password": "tamdan.accounts.forms_sign_in.SetPasswordForm",
    "reset_password": "tamdan.accounts.forms_sign_in.ResetPasswordForm",
    "reset_password_from_key": "tamdan.accounts.forms_sign_in.ResetPasswordKeyForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "tamdan.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "tamdan.accounts.forms_sign_in.AuthenticateForm",
    "reauthenticate": "tamdan.accounts.forms_sign_in.ReauthenticateCodeForm",
    "activate_totp": "tamdan.accounts.forms_sign_in.ActivateTOTPForm",
    "add_webauthn": "tamdan.accounts.forms_sign_in.AddPasskeyForm",
    "edit_webauthn": "tamdan.accounts.forms_sign_in.RenamePasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""An administrator wrote the address down; nobody registers with somebody else's."""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tamdan"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "tamdan_session"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

ORIGIN = origin()
"""Scheme and host of this installation as people reach it: what links in mails begin with."""
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("TAMDAN_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("TAMDAN_SMTP_PORT", "25"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TAMDAN_MAIL_FROM", "tamdan@localhost")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_LIMIT = int(os.environ.get("TAMDAN_UPLOAD_LIMIT", str(200 * 2**20)))
"""Largest file that a form takes, in bytes."""
FILE_LIMIT = int(os.environ.get("TAMDAN_FILE_LIMIT", str(2**30)))
"""Largest file that a command of this machine takes, in bytes."""
FILE_UPLOAD_HANDLERS = ["tamdan.core.uploads.LimitedUpload"]
FILE_UPLOAD_TEMP_DIR = None
VAULT_ROOT = home() / "vault"
VAULT_S3 = (
    {
        "bucket": os.environ["TAMDAN_S3_BUCKET"],
        "prefix": os.environ.get("TAMDAN_S3_PREFIX", ""),
        "endpoint": os.environ.get("TAMDAN_S3_ENDPOINT"),
        "region": os.environ.get("TAMDAN_S3_REGION"),
    }
    if os.environ.get("TAMDAN_S3_BUCKET")
    else None
)
"""The bucket that keeps the vault's files instead of the folder (docs/operations.md)."""
LEDGER_ROOT = home() / "ledger"
"""Checkpoints outside the database, and the highest one ever signed (high-water)."""
FREE_SPACE_FLOOR = int(os.environ.get("TAMDAN_FREE_SPACE_FLOOR", str(256 * 2**20)))
"""No new file and no letter is taken when the disk would be left with less than this, in bytes."""
LETTER_FILES_FLOOR = int(os.environ.get("TAMDAN_LETTER_FILES_FLOOR", str(2**30)))
"""No files of a letter are begun when the disk would be left with less than this, in bytes, so that letters still find room."""

RECEIPT_DIGITS = 20 if os.environ.get("TAMDAN_RECEIPT_DIGITS") == "20" else 16
"""Random digits of new receipts: 16, or 20 where somebody who has this server's keys as well must not guess one among very many."""
SEALING_WORK_FACTOR = 17
"""Binary logarithm of scrypt's cost for the file that seven words open: about a second and 128 MiB in a browser."""
SEALING_FOUNDING = False
"""Whether keys may be made without a browser (sealing.founding); demonstrations may besides."""

RELEASES_AN_HOUR = int(os.environ.get("TAMDAN_RELEASES_AN_HOUR", "60"))
"""Parts of letters that one officer opens within an hour; beyond it another officer of the office has to let them go on."""

SCAN_READER = os.environ.get("TAMDAN_TESSERACT", "tesseract")
"""The program that reads letters from scans before they are sealed; empty: scans are typed."""

TELEPHONE = os.environ.get("TAMDAN_TELEPHONE", "")
"""The line on which somebody who wants to complain speaks to a person; pages show none where it is empty."""
QUICK_EXIT = os.environ.get("TAMDAN_QUICK_EXIT", "https://www.wikipedia.org/")
"""Where "Leave now" leads: a site that anybody may have open."""

DATA_LICENCE = os.environ.get("TAMDAN_DATA_LICENCE", "CC-BY-4.0")
"""SPDX name of the licence under which this installation gives away its register."""

PRESS_LOOPBACK = False
"""Whether feeds and pages of this machine itself may be fetched: tests serve their own. config.settings.prod refuses it."""
PRESS_HOST_SECONDS = float(os.environ.get("TAMDAN_PRESS_HOST_SECONDS", "5"))
"""Seconds that a host of the press rests between two requests."""

COUNTRY = os.environ.get("TAMDAN_COUNTRY", "kh")
"""Folder below ``country/`` whose places, institutions and holidays are loaded: the home State."""
COUNTRY_ROOT = ROOT / "country"


def zone_of(code: str) -> str:
    """The time zone of a folder below ``country/``."""
    return str(yaml.safe_load((COUNTRY_ROOT / code / "country.yaml").read_text(encoding="utf-8"))["time_zone"])


TIME_ZONE = zone_of(COUNTRY)
"""People read days and hours of the home State, in pages, mails and tables alike; what is stored and what machines read is UTC."""

PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
# History is read by record only; an index for each foreign key of each former state would cost more than the rows.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

DEFAULT_EXCEPTION_REPORTER = "tamdan.core.reporting.WithoutBodies"
DEFAULT_EXCEPTION_REPORTER_FILTER = "tamdan.core.reporting.NothingSent"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "tamdan.core.logs.Refusals"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("TAMDAN_LOG_LEVEL", "WARNING")},
}
