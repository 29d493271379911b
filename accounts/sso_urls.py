"""Included only where an OpenID Connect provider is configured."""

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path

from accounts.views import where_reachable

urlpatterns = [
    path(
        "accounts/oidc/<str:provider_id>/login/",
        where_reachable(openid_connect.login),
        name="openid_connect_login",
    ),
    path(
        "accounts/oidc/<str:provider_id>/login/callback/",
        where_reachable(openid_connect.callback),
        name="openid_connect_callback",
    ),
    path("accounts/sso/", include("allauth.socialaccount.urls")),
]
