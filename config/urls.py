from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For a load balancer: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", include("interviews.urls")),
    path("", include("account_data.urls")),
    path("", include("sharing.urls")),
    path("", include("avatars.urls")),
    path("", include("accounts.urls")),
    path("", include("stories.urls")),
    path("", include("staff.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

if settings.GUESTS_ALLOWED:
    urlpatterns.append(path("", include("accounts.guest_urls")))
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns.append(path("", include("accounts.sso_urls")))
