"""The site's settings for tests: a key of their own, no provider keys, quick password hashing."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for-tests-only-0123456789-0123456789-0123456789-abcdef")

from config.env import ROOT
from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SCRATCH = Path(tempfile.mkdtemp(prefix="greenroom-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
STATIC_ROOT = SCRATCH / "static"
STATIC_ROOT.mkdir()
(ROOT / "var").mkdir(exist_ok=True)  # SQLite's test database
MEDIA_ROOT = SCRATCH / "media"
PARTIAL_RECORDINGS = SCRATCH / "partial"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DEEPGRAM_API_KEY = OPENAI_API_KEY = LIVEAVATAR_API_KEY = HEYGEN_API_KEY = ""
