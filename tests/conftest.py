"""The cast: Alice and Bob practise, Carol runs the site. And a bank of three questions."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only-0123456789-0123456789-0123456789")

from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import Rung, User  # noqa: E402
from interviews import services  # noqa: E402
from interviews.models import Interview, Question, QuestionBank, Timing  # noqa: E402
