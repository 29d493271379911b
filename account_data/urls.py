from django.urls import path

from account_data import views

urlpatterns = [
    path("profile/data/", views.data, name="data"),
    path("profile/data/download/", views.download, name="data_download"),
    path("profile/data/deletion/", views.deletion, name="data_deletion"),
    path("profile/data/keeping/", views.keep, name="data_keep"),
]
