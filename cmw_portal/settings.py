"""Settings of the portal. Every variable it reads is described in docs/operating.md."""

from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cmw_portal import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir("DATA_DIR", BASE_DIR / "var")

# --- How it is reached ------------------------------------------------------------------------------------------------
PORT = env.number("PORT", 8000)
BASE_URL = env.base_url("BASE_URL", f"http://127.0.0.1:{PORT}")
HTTPS = BASE_URL.startswith("https://")
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(DATA_DIR, required=HTTPS)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or (
    [BASE_URL.split("//")[1].split(":")[0]] + ([] if HTTPS else ["127.0.0.1", "localhost", "[::1]"])
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "language"
THEME_COOKIE_NAME = "theme"
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "device"
SESSION_COOKIE_AGE = 60 * 60 * 24 * env.number("SESSION_DAYS", 7)
SESSION_IDLE_MINUTES, SESSION_HOURS = env.number("SESSION_IDLE_MINUTES", 30), env.number("SESSION_HOURS", 12)
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- What it is made of -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cmw_portal.apps.PortalConfig",
    "councils",
    "competitiveness",
    "indicators",
    "clusters",
    "exchange",
    "accounts",
    "accounts.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
]
MIDDLEWARE = [
    "accounts.middleware.RequestContextMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.UserLocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.sessions.middleware.SignInSessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.trail.refusals.RefusalMiddleware",
    "accounts.middleware.SignInRequiredMiddleware",
    "accounts.door.middleware.SecondFactorMiddleware",
]
ROOT_URLCONF = "cmw_portal.urls"
WSGI_APPLICATION = "cmw_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cmw_portal.context.page",
                "accounts.door.context.door",
            ],
            "builtins": ["cmw_portal.templatetags.portal"],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Where rows live --------------------------------------------------------------------------------------------------
DATABASE_URL = env.database_url("DATABASE_URL")
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
    if DATABASE_URL
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "portal.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
}
REDIS_URL = env.redis_url("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Work outside the request -----------------------------------------------------------------------------------------
BROKER_DIR = DATA_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_timeout": 5, "socket_connect_timeout": 2, "visibility_timeout": 3600}
    if REDIS_URL
    else {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = bool(REDIS_URL)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Moscow"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A wake-up nobody heard in time is no use later: the next one is on its way.
    "sweep report runs": {
        "task": "competitiveness.tasks.sweep_report_runs",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "deliver notices": {"task": "accounts.tasks.deliver_notices", "schedule": 30.0, "options": {"expires": 30}},
    "send invitations": {
        "task": "accounts.invitations.tasks.send_invitations",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "daily letters": {"task": "accounts.tasks.send_digests", "schedule": 300.0, "options": {"expires": 300}},
    "checkpoint of the trail": {"task": "accounts.tasks.checkpoint_audit", "schedule": crontab(minute=7)},
    "verify the trail": {"task": "accounts.tasks.verify_audit", "schedule": crontab(minute=40, hour=3)},
    "erase old addresses": {"task": "accounts.tasks.erase_addresses", "schedule": crontab(minute=25, hour=3)},
    "like names": {"task": "clusters.tasks.compare_new_names", "schedule": 300.0, "options": {"expires": 300}},
    "expire notices": {
        "task": "clusters.cooperation.tasks.expire_partner_notices",
        "schedule": crontab(minute=5, hour=0),
    },
    "acts at odds": {"task": "clusters.acts.tasks.look_for_act_findings", "schedule": crontab(minute=10, hour=2)},
    "forget attempts": {"task": "accounts.door.tasks.forget_attempts", "schedule": crontab(minute=50)},
    "quarterly reports": {
        "task": "competitiveness.tasks.request_quarterly_reports",
        "schedule": crontab(minute=15, hour=3, day_of_month="1-5", month_of_year="1,4,7,10"),
    },
}

# Working days in which a coordinator answers an application for membership.
REVIEW_WORKING_DAYS = 10

# --- People -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "accounts.backends.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 30
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
# Guesses and letters are counted by accounts.door, in rows under lock and without shutting the owner out.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": None}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("NUM_PROXIES", 0)
ACCOUNT_FORMS = {"reset_password": "accounts.door.forms.ResetForm"}
MFA_ADAPTER = "accounts.door.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody registers: addresses come from administrators
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "accounts.door.forms.CodeForm",
    "reauthenticate": "accounts.door.forms.CodeAgainForm",
    "activate_totp": "accounts.door.forms.AppForm",
    "add_webauthn": "accounts.door.forms.PasskeyForm",
    "edit_webauthn": "accounts.door.forms.PasskeyNameForm",
    "authenticate_webauthn": "accounts.door.forms.PasskeySignInForm",
    "reauthenticate_webauthn": "accounts.door.forms.PasskeyAgainForm",
    "login_webauthn": "accounts.door.forms.PasskeyAloneForm",
}
OIDC_ISSUER, OIDC_NAME = env.text("OIDC_ISSUER").rstrip("/"), env.text("OIDC_NAME")
OIDC_TRUSTS_SECOND_FACTOR = env.flag("OIDC_TRUSTS_SECOND_FACTOR")
SOCIALACCOUNT_ADAPTER = "accounts.door.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = env.openid_provider(OIDC_ISSUER, OIDC_NAME)
if OIDC_ISSUER:  # the form of the button is answered with a way there
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(env.origin(OIDC_ISSUER))
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("desk")
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("home")
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = env.text("EMAIL_HOST", "localhost"), env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_USER"), env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "portal@localhost")

# --- The REST interface -----------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api_authentication.TokenAuthentication",
        "accounts.api_authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["exchange.filters.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "exchange.schema.PortalSchema",
    "EXCEPTION_HANDLER": "exchange.problems.problem_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": True,
    "URL_FORMAT_OVERRIDE": None,  # `?format=` chooses the type of a file
    "NUM_PROXIES": env.number("NUM_PROXIES", 0),
}
SPECTACULAR_SETTINGS = {
    "TITLE": _("CMW Cluster Portal"),
    "DESCRIPTION": _(
        "Registry, official figures and competitiveness reports of the Caucasian Mineral Waters. "
        "What is public is read without a token."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
}
KNOX_TOKEN_MODEL = "accounts.ApiToken"
MIGRATION_MODULES = {"knox": None}  # its own table would stand empty beside ours, and keep users from being emptied
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_MODEL": KNOX_TOKEN_MODEL, "AUTO_REFRESH": False}

# --- Words and times --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Moscow"
USE_THOUSAND_SEPARATOR = True
FORMS_URLFIELD_ASSUME_HTTPS = True  # an address typed without a scheme; the default of Django 6

# --- Files ------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
FONTS_DIR = DATA_DIR / "fonts"
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS_DIR)]
FONTS_DIR.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.flag("COLLECTED_STATIC")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "media"
WHITENOISE_USE_FINDERS = not env.flag("COLLECTED_STATIC")

# --- What it says of itself -------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "accounts.request_context.RequestIdFilter"},
        "refusals": {"()": "cmw_portal.logs.RefusalsInOneLine"},
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id", "refusals"]}
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {"celery": {"level": env.text("CELERY_LOG_LEVEL", "WARNING")}, "kombu": {"level": "WARNING"}},
}
AUDIT_ADDRESS_DAYS = env.number("AUDIT_ADDRESS_DAYS", 180)
AUDIT_CHECKPOINT_FILE = Path(env.text("AUDIT_CHECKPOINT_FILE") or DATA_DIR / "audit-checkpoints.jsonl")
AUDIT_MAIL_TO = env.words("AUDIT_MAIL_TO")
PUBLIC_PAGES = "cmw_portal.public_pages.PUBLIC_PAGES"
