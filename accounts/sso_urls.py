"""Included only where an OpenID Connect provider is configured."""

from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as openid_connect
from django.urls import include, path

urlpatterns = [
    path("accounts/", include(openid_connect)),
    path("accounts/sso/", include("allauth.socialaccount.urls")),
]
