from django.urls import path

from stories import views

urlpatterns = [
    path("stories/", views.stories, name="stories"),
    path("stories/new/", views.story_new, name="story_new"),
    path("stories/<uuid:pk>/", views.story, name="story"),
    path("stories/<uuid:pk>/edit/", views.story_edit, name="story_edit"),
    path("stories/<uuid:pk>/deletion/", views.story_deletion, name="story_deletion"),
    path("stories/<uuid:pk>/practice/", views.story_practice, name="story_practice"),
]
