from django.urls import path, re_path

from interviews.live.consumer import InterviewConsumer, UnknownPathConsumer

websocket_urlpatterns = [
    path("ws/interviews/<uuid:pk>/", InterviewConsumer.as_asgi()),
    re_path(r"", UnknownPathConsumer.as_asgi()),
]
