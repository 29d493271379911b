from django.urls import include, path

from config.urls import urlpatterns as whole_site

urlpatterns = [*whole_site, path("", include("accounts.sso_urls"))]
