from django.urls import path

from interviews import (
    avatar_views,
    deletion_views,
    export_views,
    history_views,
    report_views,
    views,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("interviews/", history_views.history, name="history"),
    path("progress/", history_views.progress, name="progress"),
    path("interviews/new/", views.setup, name="setup"),
    path("interviews/<uuid:pk>/", views.room, name="room"),
    path("interviews/<uuid:pk>/report/", report_views.report, name="report"),
    path("interviews/<uuid:pk>/reading/", report_views.reading, name="reading"),
    path("interviews/<uuid:pk>/deletion/", deletion_views.deletion, name="interview_deletion"),
    path("interviews/<uuid:pk>/report.txt", export_views.as_text, name="report_text"),
    path("interviews/<uuid:pk>/report.json", export_views.as_json, name="report_json"),
    path(
        "interviews/<uuid:pk>/recordings.zip",
        export_views.as_recordings,
        name="report_recordings",
    ),
    path("interviews/<uuid:pk>/narrative/", report_views.narrative, name="narrative"),
    path(
        "interviews/<uuid:pk>/turns/<int:turn>/comparison/",
        report_views.comparison,
        name="comparison",
    ),
    path(
        "interviews/<uuid:pk>/attempts/<uuid:attempt>/self-rating/",
        report_views.self_rating,
        name="self_rating",
    ),
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
]
