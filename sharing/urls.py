from django.urls import path

from sharing import views

urlpatterns = [
    path("interviews/<uuid:pk>/sharing/", views.share, name="share"),
    path("interviews/<uuid:pk>/sharing/<uuid:link>/ending/", views.revoke, name="revoke_share"),
    path("shared/<str:token>/", views.shared_report, name="shared_report"),
    path(
        "shared/<str:token>/recordings/<uuid:attempt>/",
        views.shared_recording,
        name="shared_recording",
    ),
]
