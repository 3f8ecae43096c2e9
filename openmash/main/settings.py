"""Django's settings: one module, driven by the data folder and the environment, the same for demo, tests and service.

OPENMASH_DATA           the data folder (set by --data)
OPENMASH_DATABASE_URL   a PostgreSQL of one's own; without it the embedded one is used
OPENMASH_HOSTS          host names to serve, with commas
OPENMASH_TRANSFER       the folder from which the council's secure transfer takes files (else "transfer" in the data folder)
OPENMASH_NOTIFY_KEY     the key of GOV.UK Notify, where e-mails go through it; with OPENMASH_NOTIFY_TEMPLATE
OPENMASH_HTTPS          "on" when a proxy in front ends TLS
OPENMASH_ADDRESS        the address people open, for messages (else made from the first host name)
OPENMASH_SERVING        set by the supervisor: pool on, statements limited in time
OPENMASH_SCANNER        the command of a virus scanner, for example "clamdscan --fdpass --no-summary"
OPENMASH_DB_ROLE        "owner" for migrations; everything else connects as the serving role
"""

import importlib.util
import os
from pathlib import Path

from openmash.main.postgres.addresses import address_for, secret

PROJECT = Path(__file__).resolve().parents[2]
DATA_DIR = DATA = Path(os.environ.get("OPENMASH_DATA") or PROJECT / "data").resolve()
SERVING = os.environ.get("OPENMASH_SERVING", "")
HTTPS = os.environ.get("OPENMASH_HTTPS") == "on"
FILLING = os.environ.get("OPENMASH_FILLING") == "on"  # the demonstration area is built behind the server


def _there(module: str) -> bool:
    """Whether a module of ours is in this release: a room appears when its first feature does."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


DEBUG = os.environ.get("OPENMASH_DEBUG") == "on"
SECRET_KEY = secret(DATA, "secret-key")
ALLOWED_HOSTS = [host for host in os.environ.get("OPENMASH_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
if HTTPS:
    CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"]
PUBLIC_ADDRESS = (
    os.environ.get("OPENMASH_ADDRESS") or f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}"
).rstrip("/")
INTERNAL_IPS: list[str] = []

ROOMS = [
    "base",
    "trail",
    "accounts",
    "agencies",
    "work",
    "meetings",
    "sharing",
    "people",
    "release",
    "links",
    "adults",
    "cases",
    "enquiries",
    "schools",
    "frontdoor",
    "pulse",
    "allegations",
    "returns",
    "caseaudits",
    "indicators",
    "boards",
    "improvement",
    "web",
    "demo",
    "bench",
]
INSTALLED_APPS = [
    *(f"openmash.{room}" for room in reversed(ROOMS) if _there(f"openmash.{room}.apps")),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *(["openmash.web.middleware.ContentSecurityPolicy"] if "web" in ROOMS else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "openmash.agencies.middleware.ActorMiddleware",
    "openmash.links.middleware.LinkMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "openmash.main.urls"
WSGI_APPLICATION = "openmash.main.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
if _there("openmash.base.renderer"):
    FORM_RENDERER = "openmash.base.renderer.GovukRenderer"

# The database. The serving role owns nothing; the pool is for the server's threads, commands open one connection.
_address = address_for(DATA, "owner" if os.environ.get("OPENMASH_DB_ROLE") == "owner" else "app")
_options: dict[str, object] = dict(_address.options)
if SERVING:
    # A child killed while it waits must not hold others up; no page needs more than seconds.
    _options["options"] = "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000"
    _options["pool"] = {"min_size": 1, "max_size": 4, "timeout": 10}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _address.host,
        "PORT": _address.port,
        "NAME": _address.name,
        "USER": _address.user,
        "PASSWORD": _address.password,
        "CONN_MAX_AGE": 0,
        "OPTIONS": _options,
        "TEST": {"NAME": f"test_openmash_{os.environ.get('OPENMASH_TEST_SLOT', 'main')}"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits on sign-in are counted here, so the cache is one that all workers share.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        "OPTIONS": {"MAX_ENTRIES": 10000},
    }
}

# People and sessions
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "openmash.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, who knows the person
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# How often signing in may be tried. A council is often one place (one IP address) for all its people: what one person gets
# wrong must lock out nobody else there. A key is one account at one place, and stands first: what it refuses is not counted
# against the place. "5" is within the five to ten tries that the NCSC's password guidance names, "100" the most that NIST
# SP 800-63B allows for one account from everywhere; the times, and the numbers of a place, are our own: a shift of 300 may
# sign in within a minute and sixty of them mistype, while one password tried on every account takes hours.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "5/5m/key,60/5m/ip,300/h/ip",
    "login_failed_anywhere": "100/h/key",
    "reset_password": "5/m/key,60/m/ip",
    "reset_password_from_key": "60/m/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}  # there is no secret of an account to guess
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = None
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("OPENMASH_PROXIES", "1" if HTTPS else "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "openmash"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "openmash.base.sessions.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The browser
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "openmash.base.files.uploading.LimitedUploads",  # first: it lets no more through than the page takes
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# The virus scanner of the place: a command that is given a file and answers 0 (clean) or 1 (found something).
SCANNER = os.environ.get("OPENMASH_SCANNER", "")

# Time and words
USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = True
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Mail: to a folder until a relay is named
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA / "mail")
DEFAULT_FROM_EMAIL = os.environ.get("OPENMASH_FROM", "front-door@openmash.example")
if os.environ.get("OPENMASH_MAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["OPENMASH_MAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("OPENMASH_MAIL_PORT", "25"))
    EMAIL_USE_TLS = os.environ.get("OPENMASH_MAIL_TLS", "on") == "on"
    EMAIL_TIMEOUT = 20
# Through which door e-mails leave: a mail server, or GOV.UK Notify. Nothing but the room "release" speaks to either.
RELEASE_DOOR = "notify" if os.environ.get("OPENMASH_NOTIFY_KEY") else "mail"
# From here the council's secure transfer takes the files of standing feeds, a folder for each agency.
RELEASE_FOLDER = os.environ.get("OPENMASH_TRANSFER") or str(DATA / "transfer")
NOTIFY_KEY = os.environ.get("OPENMASH_NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("OPENMASH_NOTIFY_TEMPLATE", "")
NOTIFY_ADDRESS = os.environ.get("OPENMASH_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk")

# Logs carry references only: an address holds references at most, and what an exception says is left out.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "openmash.main.logs.ReferencesOnly",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "notifications_python_client": {"level": "CRITICAL"},  # what it says of a refusal may hold an address
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
