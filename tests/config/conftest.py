"""Dora edits question banks: staff with permissions for them and nothing else."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User

PASSWORD = "correct horse battery staple"


@pytest.fixture
def doras(db: None) -> Client:
    dora = User.objects.create_user("dora@example.com", PASSWORD, name="Dora", is_staff=True)
    dora.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="interviews",
            content_type__model__in=["question", "questionbank"],
        )
    )
    browser = Client()
    browser.force_login(dora)
    return browser
