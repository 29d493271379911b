from django.urls import path

from avatars import views

urlpatterns = [
    path("profile/interviewer/", views.interviewer, name="interviewer"),
    path("interviewers/<slug:slug>/hello/", views.hello, name="interviewer_hello"),
    path("interviewers/faces/<int:pk>/picture/", views.face_picture, name="face_picture"),
    path("interviewers/voices/<int:pk>/sample/", views.voice_sample, name="voice_sample"),
]
