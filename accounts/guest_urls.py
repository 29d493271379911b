"""Included only where guests are allowed; elsewhere nobody can start as one."""

from django.urls import path

from accounts import views

urlpatterns = [path("accounts/guest/", views.guest_start, name="guest_start")]
