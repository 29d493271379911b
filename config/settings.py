"""Settings, from the environment only. `.env.example` explains each variable."""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.env import (
    ROOT,
    amount,
    boolean,
    choice,
    database,
    env,
    host,
    mail,
    origins,
    secret,
    sources,
    storage,
    time_zone,
    whole_number,
)

# Where the site is reached
PORT = whole_number("PORT", 8000, least=1)
SITE_ORIGINS = origins("SITE_ORIGINS", [f"http://127.0.0.1:{PORT}", f"http://localhost:{PORT}"])
ALLOWED_HOSTS = [host(origin) for origin in SITE_ORIGINS]
CSRF_TRUSTED_ORIGINS = SITE_ORIGINS
SERVED_BY_HTTPS = all(origin.startswith("https://") for origin in SITE_ORIGINS)
IS_PUBLIC = any(origin.startswith("https://") for origin in SITE_ORIGINS)

DEBUG = boolean("DEBUG", default=False)
SECRET_KEY = secret("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. `make run` writes one to .env; elsewhere set SECRET_KEY."
    )
if DEBUG and IS_PUBLIC:
    raise ImproperlyConfigured("DEBUG is on but SITE_ORIGINS is public (https). Set DEBUG=false.")

# What `manage.py serve` runs; uvicorn takes several times as many live interviews.
SERVER = choice("SERVER", ("daphne", "uvicorn"))

# Processes that serve the site together. More than one needs REDIS_URL (checked in checks.py).
WEB_CONCURRENCY = whole_number("WEB_CONCURRENCY", 1, least=1)
REDIS_URL = secret("REDIS_URL")

INSTALLED_APPS = [
    "daphne",
    "config.apps.SiteAdminConfig",
    "config.apps.SiteConfig",
    "accounts",
    "costs",
    "avatars",
    "interviews",
    "sharing",
    "stories",
    "account_data",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "auditlog",
    "staff",
    "channels",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "config.apps.SiteStaticFilesConfig",
]

MIDDLEWARE = [
    "config.headers.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.methods.KnownMethodsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.reader",
            ],
        },
    },
]

# Database. SQLite keeps the last commit through a power cut (FULL) and queues writers (IMMEDIATE).
DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{ROOT / 'var' / 'greenroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,  # seconds a writer waits for another
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # A file, not memory: sockets and a served site use other threads and processes.
    DATABASES["default"]["TEST"] = {"NAME": ROOT / "var" / "test.sqlite3"}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # for connections that outlive a request
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis for many processes; otherwise memory for events, the database for what must be counted.
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "site_cache",
        }
    }

# Files
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = env.path("MEDIA_ROOT", ROOT / "var" / "media")
PARTIAL_RECORDINGS = env.path("PARTIAL_RECORDINGS", ROOT / "var" / "partial")
STORAGES = {
    "default": storage("MEDIA_STORAGE"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.staticfiles.HashedStaticFilesStorage"
    },
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
GUESTS_ALLOWED = boolean("GUESTS_ALLOWED", default=True)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.SignUpForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = choice("EMAIL_VERIFICATION", ("optional", "mandatory", "none"))
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or address is told by mail
ACCOUNT_CHANGE_EMAIL = True  # one address each; the new one counts once it is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # guests sign up while logged in as guests
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "signup": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "guest": "20/m/ip",
    "share": "60/h/user",
    "shared": "120/m/ip",
    "download": "60/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("TRUSTED_PROXY_COUNT", 0)
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAccountAdapter"
# The button is a link: the Content-Security-Policy stops forms from leading to another site.
SOCIALACCOUNT_LOGIN_ON_GET = True
# The institution vouches for its addresses: one that has an account here logs in to it.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_CLIENT_ID = secret("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET")
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
if OIDC_CLIENT_ID and not (OIDC_CLIENT_SECRET and OIDC_SERVER_URL):
    raise ImproperlyConfigured("OIDC_CLIENT_ID needs OIDC_CLIENT_SECRET and OIDC_SERVER_URL too.")
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": env.str("OIDC_NAME", "University login"),
                    "client_id": OIDC_CLIENT_ID,
                    "secret": OIDC_CLIENT_SECRET,
                    "settings": {"server_url": OIDC_SERVER_URL},
                }
            ]
        }
    }
    if OIDC_CLIENT_ID
    else {}
)

# Mail: printed to the log of the server unless an SMTP server is named
vars().update(mail("EMAIL_URL", "console:"))
EMAIL_TIMEOUT = 10  # seconds

# Cookies stay Secure on http://127.0.0.1 too: Chromium and Firefox count loopback as secure.
# Safari does not; COOKIES_NEED_HTTPS=false is for trying the site there, never for a public site.
COOKIES_NEED_HTTPS = boolean("COOKIES_NEED_HTTPS", default=True)
if IS_PUBLIC and not COOKIES_NEED_HTTPS:
    raise ImproperlyConfigured("SITE_ORIGINS is public (https). Set COOKIES_NEED_HTTPS=true.")
COOKIE_PREFIX = "__Host-" if COOKIES_NEED_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = COOKIES_NEED_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # seconds
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = COOKIES_NEED_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers
SECURE_SSL_REDIRECT = SERVED_BY_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a load balancer asks by plain http
SECURE_HSTS_SECONDS = 31_536_000  # a year; browsers heed it over https only
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if boolean("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = time_zone("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

# Providers. A key that is not set leaves its rung out.
DEEPGRAM_API_KEY = secret("DEEPGRAM_API_KEY")
DEEPGRAM_BASE_URL = env.str("DEEPGRAM_BASE_URL", "https://api.deepgram.com")
OPENAI_API_KEY = secret("OPENAI_API_KEY")
OPENAI_BASE_URL = env.str("OPENAI_BASE_URL", "https://api.openai.com/v1")
OPENAI_MODEL = env.str("OPENAI_MODEL", "gpt-6-luna")
OPENAI_API = choice("OPENAI_API", ("responses", "chat"), "responses")
OPENAI_EFFORT = env.str("OPENAI_EFFORT", "none")
LIVEAVATAR_API_KEY = secret("LIVEAVATAR_API_KEY")
LIVEAVATAR_BASE_URL = env.str("LIVEAVATAR_BASE_URL", "https://api.liveavatar.com")
LIVEAVATAR_SANDBOX = boolean("LIVEAVATAR_SANDBOX", default=False)
LIVEAVATAR_MEDIA_ORIGINS = sources(
    "LIVEAVATAR_MEDIA_ORIGINS", ["https://*.livekit.cloud", "wss://*.livekit.cloud"]
)
HEYGEN_API_KEY = secret("HEYGEN_API_KEY")
HEYGEN_BASE_URL = env.str("HEYGEN_BASE_URL", "https://api.heygen.com")
HEYGEN_STREAMING = boolean("HEYGEN_STREAMING", default=False)
if HEYGEN_STREAMING and not HEYGEN_API_KEY:
    raise ImproperlyConfigured("HEYGEN_STREAMING needs HEYGEN_API_KEY too.")

# Live interviewers cost money: how many, how long, and what a minute is reckoned at
AVATAR_SESSIONS_PER_HOUR = whole_number("AVATAR_SESSIONS_PER_HOUR", 5)
AVATAR_SESSIONS_PER_DAY = whole_number("AVATAR_SESSIONS_PER_DAY", 20)
AVATAR_SESSIONS_AT_ONCE = whole_number("AVATAR_SESSIONS_AT_ONCE", 0)
AVATAR_MOST_MINUTES = whole_number("AVATAR_MOST_MINUTES", 20, least=1)
AVATAR_IDLE_SECONDS = whole_number("AVATAR_IDLE_SECONDS", 180, least=60)
AVATAR_PRICE_PER_MINUTE = amount("AVATAR_PRICE_PER_MINUTE", 0.2)
CLIP_PRICE_PER_SECOND = amount("CLIP_PRICE_PER_SECOND", 0.0167)

# So does a model coach: how often it reads, and what a million tokens are reckoned at
COACH_CALLS_PER_HOUR = whole_number("COACH_CALLS_PER_HOUR", 40)
OPENAI_PRICE_INPUT = amount("OPENAI_PRICE_INPUT", 0)
OPENAI_PRICE_CACHED = amount("OPENAI_PRICE_CACHED", 0)
OPENAI_PRICE_OUTPUT = amount("OPENAI_PRICE_OUTPUT", 0)

# And speech: a minute that is recognised, a thousand characters that are spoken
DEEPGRAM_PRICE_PER_MINUTE = amount("DEEPGRAM_PRICE_PER_MINUTE", 0)
OPENAI_PRICE_PER_MINUTE = amount("OPENAI_PRICE_PER_MINUTE", 0)
DEEPGRAM_PRICE_PER_1000_CHARACTERS = amount("DEEPGRAM_PRICE_PER_1000_CHARACTERS", 0)
CURRENCY = env.str("CURRENCY", "EUR")

# How long recordings are kept (0: until their owner deletes them), and how long somebody who wants
# their account deleted may think better of it (0: it goes at once)
RECORDING_RETENTION_DAYS = whole_number("RECORDING_RETENTION_DAYS", 90)
ACCOUNT_DELETION_DAYS = whole_number("ACCOUNT_DELETION_DAYS", 7)

LOG_LEVEL = choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "no_malformed_text": {"()": "config.logs.NoMalformedText"},
        "no_share_tokens": {"()": "config.logs.NoShareTokens"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_share_tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "daphne": {"level": "WARNING"},  # `serve` has said where the site is
        "uvicorn.error": {"filters": ["no_malformed_text"]},
        "httpx": {"level": "WARNING"},  # addresses may hold key terms
        "openai": {"level": "WARNING"},  # so may what it says of a request at DEBUG
        "botocore": {"level": "WARNING"},  # and signatures
    },
}
