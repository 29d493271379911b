"""The site's addresses and one whose view raises."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_site


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("My secret story")


__all__ = ("handler400", "handler403", "handler404", "handler500", "urlpatterns")

urlpatterns = [*of_the_site, path("fail/", fail)]
