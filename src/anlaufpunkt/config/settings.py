"""One settings file, filled from the environment (docs/settings.md)."""

import hashlib
from pathlib import Path

import dj_database_url
import django.conf.locale
from django.core.exceptions import ImproperlyConfigured

from anlaufpunkt.config import env
from anlaufpunkt.outbox.domain.server import server_of, usable
from anlaufpunkt.terms.domain.languages import DEFAULT
from anlaufpunkt.terms.domain.languages import LANGUAGES as SERVED
from anlaufpunkt.terms.domain.refusal import Refused

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", "var", "folder for database, index, model and generated files")).resolve()
DATABASE_URL = env.text(
    "DATABASE_URL", f"sqlite:///{DATA_DIR}/anlaufpunkt.sqlite3", "SQLite (embedded) or PostgreSQL 15 or later"
)
SECRET_KEY = env.text("SECRET_KEY", "", "made and kept in DATA_DIR when empty") or env.kept_secret(DATA_DIR / "secret.key")
KEYS_DIR = Path(env.text("KEYS_DIR", f"{DATA_DIR}/keys", "folder of the data keys of personal data, with a backup of its own"))
MASTER_KEYS = Path(env.text("MASTER_KEYS", f"{DATA_DIR}/master.keys", "file of the master keys; made at the first start"))
DEBUG = env.flag("DEBUG", False, "error pages for developers; never on a public server")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "host names that this server answers to, with commas")
SHOW_EXAMPLES = env.flag("SHOW_EXAMPLES", True, "show the invented EXAMPLE offers; switch off on a public server")
HTTPS = env.flag("HTTPS", False, "the server stands behind HTTPS: strict transport security, secure addresses")
METRICS_TOKEN = env.text("METRICS_TOKEN", "", "secret for /metrics/ and the details of /health/; empty: neither is shown")
DEMO = env.flag(
    "DEMO", False, "a demonstration: every page says so, no search engine may list it, nobody is asked for a second factor"
)
PUBLIC_URL = env.text("PUBLIC_URL", "http://localhost:8000", "beginning of this site's addresses, for links in mails")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "anlaufpunkt.ui.apps.UiConfig",
    "anlaufpunkt.protection.apps.ProtectionConfig",
    "anlaufpunkt.journal.apps.JournalConfig",
    "anlaufpunkt.outbox.apps.OutboxConfig",
    "anlaufpunkt.accounts.apps.AccountsConfig",  # before allauth: its templates replace allauth's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "anlaufpunkt.network.apps.NetworkConfig",
    "anlaufpunkt.needs.apps.NeedsConfig",
    "anlaufpunkt.directory.apps.DirectoryConfig",
    "anlaufpunkt.finder.apps.FinderConfig",
    "anlaufpunkt.contact.apps.ContactConfig",
    "anlaufpunkt.editing.apps.EditingConfig",
    "anlaufpunkt.upkeep.apps.UpkeepConfig",
    "anlaufpunkt.translation.apps.TranslationConfig",
    "anlaufpunkt.reach.apps.ReachConfig",
    "anlaufpunkt.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "anlaufpunkt.ui.middleware.Protection",  # before static files: their answers carry the same headers
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "anlaufpunkt.ui.middleware.LanguageFromPath",
    "anlaufpunkt.accounts.middleware.AccountBelowLanguage",
    # Sessions, forms and users at the desk only: public pages set no cookie.
    "anlaufpunkt.accounts.middleware.Sessions",
    "anlaufpunkt.accounts.middleware.Forms",
    "anlaufpunkt.accounts.middleware.Users",
    "anlaufpunkt.accounts.middleware.Messages",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "anlaufpunkt.config.urls"
WSGI_APPLICATION = "anlaufpunkt.config.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "anlaufpunkt.ui.context.page",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
            "builtins": ["django.templatetags.i18n", "anlaufpunkt.ui.templatetags.kit"],
        },
    }
]

DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 5  # a file that was restored from a backup is noticed within seconds
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 1,  # a locked database must not hold a page for long
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; "
        "PRAGMA secure_delete=ON;",  # deleted rows are overwritten in the file, whichever way SQLite was built
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = DEFAULT
LANGUAGES = [(code, language.autonym) for code, language in SERVED.items()]
LANGUAGES_BIDI = [code for code, language in SERVED.items() if language.rtl]
for _code, _language in SERVED.items():
    django.conf.locale.LANG_INFO[_code] = {
        "bidi": _language.rtl, "code": _code, "name": _language.german, "name_local": _language.autonym,
    }  # fmt: skip
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"  # the language is added by the adapter
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "anlaufpunkt.accounts.adapters.sign_in.SignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "anlaufpunkt.accounts.selectors.display"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_RATE_LIMITS = {
    "ask_access": "10/h/ip",
    "ask_access_mail": "3/d/key",
    "single_sign_on": "30/m/ip",
    "write_to_us": "60/h/ip",
    "lost_link": "20/h/ip",
}  # besides allauth's
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # rate limits count readers, not the proxy before us
SOCIALACCOUNT_ADAPTER = "anlaufpunkt.accounts.adapters.single_sign_on.SingleSignOn"
OIDC_URL = env.text("OIDC_URL", "", "the town's single sign-on (OpenID Connect): its issuer; empty: none")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", "", "name of this application at the single sign-on")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET", "", "secret of this application at the single sign-on")
OIDC_NAME = env.text("OIDC_NAME", "Single Sign-on", "what the button for the single sign-on says")
OIDC_SECOND_FACTOR = env.flag("OIDC_SECOND_FACTOR", False, "the single sign-on always asks for a second factor itself")
OIDC_DOMAINS = env.words("OIDC_DOMAINS", "", "the single sign-on vouches for e-mail addresses of these domains only")
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Anlaufpunkt"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "desk", "desk-form"
CSRF_COOKIE_HTTPONLY = True
JOURNAL_KEY = hashlib.sha256(b"journal" + SECRET_KEY.encode()).digest()
# Rate limits count over all web workers of a machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # with few, somebody could wash the counts out by many attempts
    }
}
# Every mail goes through the outbox; the worker sends it. Outside production it never leaves this machine.
EMAIL_BACKEND = "anlaufpunkt.outbox.api.EmailBackend"
EMAIL_URL = env.text(
    "EMAIL_URL", "", "mail server: smtp://user:password@host:587 or smtps://host:465; empty: mail is only written to files"
)
PRODUCTION = env.flag(
    "PRODUCTION",
    False,
    "mail may leave this machine, if HTTPS is on and examples and DEBUG are off; otherwise only files or a local sink",
)
if DEMO and PRODUCTION:  # a demonstration asks for no second factor
    raise ImproperlyConfigured("DEMO=1 and PRODUCTION=1 exclude each other.")
try:
    MAIL_SERVER = usable(server_of(EMAIL_URL), production=PRODUCTION and HTTPS and not (DEBUG or SHOW_EXAMPLES))
except Refused as refused:
    raise ImproperlyConfigured(f"EMAIL_URL cannot be used: {refused.code}. See docs/settings.md.") from None
MAIL_DIR = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Anlaufpunkt <anlaufpunkt@localhost>", "sender of mails")
MACHINE_TRANSLATION_KIND = env.text("MACHINE_TRANSLATION_KIND", "", "deepl or libretranslate; empty: no machine translates")
MACHINE_TRANSLATION_URL = env.text(
    "MACHINE_TRANSLATION_URL", "", "address of the LibreTranslate server; for DeepL only where it is not the usual one"
)
MACHINE_TRANSLATION_KEY = env.text("MACHINE_TRANSLATION_KEY", "", "the key that the translation service has given you")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
GENERATED = DATA_DIR / "generated"  # what `make assets` writes: the reduced style sheet
STATICFILES_DIRS = [GENERATED / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
INDEX_DIR = DATA_DIR / "index"
MODEL_DIR = DATA_DIR / "model"

DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300  # a round table may name all organisations of a centre
FILE_UPLOAD_HANDLERS: list[str] = []  # only a page that sets one of its own takes a file
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # with none at all, forms of the desk could not prove where they come from
CSRF_FAILURE_VIEW = "anlaufpunkt.web.views.csrf_failure"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# X-Frame-Options is sent by ui.middleware; the folder of generated files is not there before the first `make assets`.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W003", "staticfiles.W004"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secrets": {"()": "anlaufpunkt.config.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django logs the address of a failed request; addresses carry no words, but bodies and headers stay out.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
}
