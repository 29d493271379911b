from django.urls import path

from interviews import avatar_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("interviews/", views.history, name="history"),
    path("interviews/new/", views.setup, name="setup"),
    path("interviews/<uuid:pk>/", views.room, name="room"),
    path("interviews/<uuid:pk>/report/", views.report, name="report"),
    path("interviews/<uuid:pk>/reading/", views.reading, name="reading"),
    path("interviews/<uuid:pk>/replies/<slug:digest>/", views.reply, name="reply"),
    path("interviews/<uuid:pk>/recordings/<uuid:attempt>/", views.recording, name="recording"),
    path(
        "interviews/<uuid:pk>/recordings/<uuid:attempt>/upload/",
        views.recording_upload,
        name="recording_upload",
    ),
    path("interviews/<uuid:pk>/speech/<int:question>/<int:probe>/", views.speech, name="speech"),
    path("interviews/<uuid:pk>/phrases/<int:number>/", views.phrase, name="phrase"),
    path("interviews/<uuid:pk>/clips/<int:clip>/", avatar_views.clip, name="clip"),
    path("interviews/<uuid:pk>/avatar/", avatar_views.avatar, name="avatar"),
    path(
        "interviews/<uuid:pk>/avatar/<uuid:connection>/ending/",
        avatar_views.avatar_ending,
        name="avatar_ending",
    ),
    path("banks/<slug:slug>/preview/", views.bank_preview, name="bank_preview"),
]
