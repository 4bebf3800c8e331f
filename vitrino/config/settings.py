"""Django's settings, derived from the environment (see environment.py for what can be set)."""

from __future__ import annotations

import secrets
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from vitrino.config.environment import ROOT, read, read_key

ENV = read()
PACKAGE = ROOT / "vitrino"

# Without a key (before the first start, in checks) a fresh one: sessions then last as long as the process.
SECRET_KEY = ENV.secret_key or read_key(ENV, "sessions") or secrets.token_urlsafe(50)
DEBUG = ENV.debug
BASE_URL = ENV.base_url
IS_HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
VITRINO_DATA = ENV.data
VITRINO_ALLOW_PRIVATE = ENV.allow_private
VITRINO_SIGN_UP = ENV.sign_up
VITRINO_TOKENS_KEY = ENV.tokens_key
VITRINO_S3_URL = ENV.s3_url

OUR_APPS = [
    "vitrino.welcome", "vitrino.today", "vitrino.demo", "vitrino.checkup",
    "vitrino.guidance", "vitrino.fit", "vitrino.balance", "vitrino.contests", "vitrino.crisis", "vitrino.ledger",
    "vitrino.goals", "vitrino.reviews",
    "vitrino.lookback", "vitrino.insight", "vitrino.inbox", "vitrino.attribution", "vitrino.campaigns",
    "vitrino.metricimports", "vitrino.competitors", "vitrino.surges",
    "vitrino.planner", "vitrino.imports", "vitrino.recurring", "vitrino.publishing", "vitrino.listening",
    "vitrino.approval", "vitrino.posts", "vitrino.media", "vitrino.links", "vitrino.assist",
    "vitrino.likeness", "vitrino.plan", "vitrino.complaints", "vitrino.conduct",
    "vitrino.strategy", "vitrino.commerce", "vitrino.intake", "vitrino.channels", "vitrino.notify",
    "vitrino.workspace", "vitrino.engine", "vitrino.ui",
]  # fmt: skip
INSTALLED_APPS = [
    *OUR_APPS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vitrino.config.headers.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vitrino.workspace.middleware.speak_their_language",
    "vitrino.workspace.middleware.ShowProblems",
]

ROOT_URLCONF = "vitrino.config.urls"
WSGI_APPLICATION = "vitrino.config.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "vitrino.config.context.frame",
]
TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / app.partition(".")[2] / "templates" for app in OUR_APPS]
        + [PACKAGE / "config" / "templates"],
        "APP_DIRS": False,
        # What a processor gives wins over what a view gives, so pages of ours get the frame's names and no others.
        "OPTIONS": {
            "environment": "vitrino.ui.jinja.environment",
            "context_processors": ["vitrino.config.context.frame"],
        },
    },
    {
        # django-allauth's own pages, dressed by vitrino/ui/dtl.
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "ui" / "dtl"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]


def database(url: str) -> dict[str, object]:
    """Django's settings for SQLite in the data folder, or for the PostgreSQL that `url` names."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ENV.data / "vitrino.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # FULL: with NORMAL a power cut may take the last commits back, an attempt record among them.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000;",
            },
            "TEST": {"OPTIONS": {}},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must begin with postgresql:// or be empty for SQLite.")
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(ENV.database_url)}
if not ENV.database_url:
    DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "workspace.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_ADAPTER = "vitrino.workspace.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "Vitrino"
# Nobody has to confirm an address first: an installation may have no mail server at all.
MFA_ALLOW_UNVERIFIED_EMAIL = True

LANGUAGES = [("en", _("English")), ("pl", _("Polish")), ("eo", _("Esperanto"))]
LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["vitrino.config.formats"]
LOCALE_PATHS = [PACKAGE / name / "locale" for name in ("config", "connect", "domain", "platforms")]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = None  # served from where they lie
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = ENV.data / "media"
MEDIA_URL = "media/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = ["vitrino.media.uploads.CarefulUpload"]
FILE_UPLOAD_PERMISSIONS = 0o600

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if ENV.mail_url:
    _mail = urlsplit(ENV.mail_url)
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 587
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls" or EMAIL_PORT == 587
    EMAIL_USE_SSL = _mail.scheme == "smtps" or EMAIL_PORT == 465
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = ENV.data / "mail"
HAS_REAL_MAIL = bool(ENV.mail_url)
DEFAULT_FROM_EMAIL = ENV.mail_from

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "vitrino.config.logs.OneLine", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"level": "WARNING"}, "uvicorn.access": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016", "security.W018"]
