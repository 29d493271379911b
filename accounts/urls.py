"""Accounts by e-mail and password. Guests and single sign-on have address lists of their own:
a site that has them off does not include them."""

from allauth.account import views as allauth
from django.urls import path, re_path

from accounts import views
from accounts.views import with_account, without_account

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("profile/consents/<str:purpose>/", views.consent, name="consent"),
    path(
        "profile/consents/<str:purpose>/withdrawal/",
        views.consent_withdrawal,
        name="consent_withdrawal",
    ),
    path("accounts/login/", without_account(allauth.login), name="account_login"),
    path("accounts/signup/", without_account(allauth.signup), name="account_signup"),
    path("accounts/logout/", views.LogOut.as_view(), name="account_logout"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("accounts/email/", with_account(allauth.email), name="account_email"),
    path(
        "accounts/confirm-email/",
        allauth.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^accounts/confirm-email/(?P<key>[-:\w]+)/$",
        allauth.confirm_email,
        name="account_confirm_email",
    ),
    path(
        "accounts/password/change/",
        with_account(allauth.password_change),
        name="account_change_password",
    ),
    path("accounts/password/set/", with_account(allauth.password_set), name="account_set_password"),
    path("accounts/password/reset/", allauth.password_reset, name="account_reset_password"),
    path(
        "accounts/password/reset/done/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
