from django.urls import path

from avatars import views, views_try

urlpatterns = [
    path("profile/interviewer/", views.interviewer, name="interviewer"),
    path("interviewers/<slug:slug>/hello/", views.hello, name="interviewer_hello"),
    path("interviewers/faces/<int:pk>/picture/", views.face_picture, name="face_picture"),
    path("interviewers/voices/<int:pk>/sample/", views.voice_sample, name="voice_sample"),
    path("staff/interviewers/try/", views_try.trial, name="interviewer_trial"),
    path(
        "staff/interviewers/try/sessions/", views_try.trial_ticket, name="interviewer_trial_ticket"
    ),
    path(
        "staff/interviewers/try/sessions/<uuid:connection>/ending/",
        views_try.trial_ending,
        name="interviewer_trial_ending",
    ),
]
