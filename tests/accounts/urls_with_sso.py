"""The site with single sign-on, and an address that plays the return from the other site."""

import json

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from config.urls import urlpatterns as whole_site


def arrival(request: HttpRequest) -> HttpResponse:
    provider = get_adapter().get_provider(request, "sso")
    person = provider.sociallogin_from_response(request, {"userinfo": json.loads(request.body)})
    response: HttpResponse = complete_social_login(request, person)
    return response


urlpatterns = [*whole_site, path("", include("accounts.sso_urls")), path("arrival/", arrival)]
