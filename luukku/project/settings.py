"""Settings. Everything that differs between places comes from the environment; see docs/production.md."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from luukku.language.django_languages import LANG_INFO  # noqa: F401 - teaches Django the languages it lacks

PACKAGE = Path(__file__).resolve().parent.parent
DEMO = os.environ.get("LUUKKU_DEMO") == "1"
DEBUG = False

SECRET_KEY = os.environ["LUUKKU_SECRET_KEY"]
# encrypts second-factor secrets and other fields; the newest first, earlier ones still open what they closed
LUUKKU_FIELD_KEYS = [os.environ["LUUKKU_FIELD_KEY"], *os.environ.get("LUUKKU_OLD_FIELD_KEYS", "").split()]
LUUKKU_TRAIL_KEY_ID = os.environ.get("LUUKKU_TRAIL_KEY_ID", "1")
LUUKKU_TRAIL_KEYS = {LUUKKU_TRAIL_KEY_ID: os.environ["LUUKKU_TRAIL_KEY"].encode()} | {
    key_id: key.encode()
    for key_id, _separator, key in (one.partition(":") for one in os.environ.get("LUUKKU_OLD_TRAIL_KEYS", "").split())
}
LUUKKU_ADDRESS = os.environ.get("LUUKKU_ADDRESS", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("LUUKKU_HOSTS", "127.0.0.1 localhost [::1]").split()
CSRF_TRUSTED_ORIGINS = [LUUKKU_ADDRESS] if LUUKKU_ADDRESS.startswith("https://") else []
LUUKKU_TLS = LUUKKU_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "luukku.project",
    "luukku.desk",
    "luukku.portal",
    "luukku.programme",
    "luukku.insight",
    "luukku.plans",
    "luukku.casework",
    "luukku.moving",
    "luukku.toolkit",
    "luukku.directory",
    "luukku.surveys",
    "luukku.numbers",
    "luukku.search",
    "luukku.delivery",
    "luukku.paper",
    "luukku.files",
    "luukku.language",
    "luukku.accounts",
    "luukku.audit",
    "luukku.core",
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "luukku.project.logging.RequestLogMiddleware",
    "luukku.core.middleware.DatabaseAwayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "luukku.project.compression.CompressedPagesMiddleware",
    "luukku.portal.middleware.OpeningsMiddleware",
    "luukku.portal.middleware.PublicPagesMiddleware",
    "luukku.surveys.middleware.AnsweringMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "luukku.accounts.middleware.SessionAgeMiddleware",
    "luukku.accounts.middleware.WorkplaceMiddleware",
    "luukku.core.middleware.IdempotencyMiddleware",
    "luukku.core.middleware.SpokenErrorsMiddleware",
]

ROOT_URLCONF = "luukku.project.urls"
WSGI_APPLICATION = "luukku.project.wsgi.application"
ASGI_APPLICATION = "luukku.project.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luukku.project.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "luukku.core.templatetags.luukku",
                "luukku.language.templatetags.languages",
            ],
        },
    },
]
FORM_RENDERER = "luukku.core.forms.Renderer"


DATABASE_POOL = {
    "min_size": 1,
    "max_size": 8,
    "timeout": 3,  # seconds that a page waits for a connection before it says that we will be back
    "reconnect_timeout": 2,  # then the next page tries anew: a long pause would keep a site away that could be back
}


def _database(variable: str) -> dict[str, object]:
    return {
        **dj_database_url.parse(os.environ[variable], engine="luukku.audit.postgresql"),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": DATABASE_POOL, "connect_timeout": 5},
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }


DATABASES = {"default": _database("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # so that a flood cannot push out the counters that slow it down
    }
}

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "luukku_language"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("LUUKKU_STATIC", PACKAGE.parent / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get("LUUKKU_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workplaces"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
# browsers keep cookies by host and not by port: two demos beside each other need names of their own
_PORT = f"_{LUUKKU_ADDRESS.rpartition(':')[2]}" if DEMO else ""
SESSION_COOKIE_NAME = f"luukku_session{_PORT}"
CSRF_COOKIE_NAME = f"luukku_csrf{_PORT}"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LUUKKU_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "luukku.core.error_pages.csrf_failure"
SECURE_SSL_REDIRECT = LUUKKU_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("LUUKKU_BEHIND_PROXY") == "1" else None
SECURE_HSTS_SECONDS = 31536000 if LUUKKU_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = LUUKKU_TLS
SECURE_HSTS_PRELOAD = LUUKKU_TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

FILE_UPLOAD_HANDLERS = ["luukku.files.uploading.CappedUploadHandler"]  # never on a disk, never more than fits
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# A tiled map under the public site's own picture: an address with {z}, {x} and {y}, and whose it is. Readers' browsers
# then ask that server for squares; without it nobody outside learns where a reader looks.
LUUKKU_TILES = os.environ.get("LUUKKU_TILES", "")
LUUKKU_TILES_BY = os.environ.get("LUUKKU_TILES_BY", "")
if LUUKKU_TILES:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append("/".join(LUUKKU_TILES.split("/")[:3]))
LUUKKU_PORTAL_KEEPER = os.environ.get("LUUKKU_PORTAL_KEEPER", "")  # code of whoever answers for the public site

LUUKKU_IDLE_MINUTES = 60
LUUKKU_SHARED_COMPUTER_IDLE_MINUTES = 10

from luukku.accounts.allauth_settings import *  # noqa: E402, F403 - sign-in's own settings live with sign-in

EMAIL_BACKEND = os.environ.get("LUUKKU_EMAIL_BACKEND", "luukku.delivery.mail.NotConnectedBackend")
if DEMO:
    EMAIL_BACKEND = "luukku.delivery.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = os.environ.get("LUUKKU_MAIL_FROM", "Luukku <luukku@localhost>")
if mail_url := os.environ.get("LUUKKU_MAIL_URL"):
    import urllib.parse as _urls

    _mail = _urls.urlsplit(mail_url)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.username or "", _mail.password or ""
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"

PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
MIGRATION_MODULES: dict[str, str] = {}
LOGGING_CONFIG = "luukku.project.logging.configure"
LOGGING = {"version": 1}  # Django calls LOGGING_CONFIG only when this holds something
