"""The public address of photos. Everything else about them is in the admin."""

from django.urls import path

from photos import views

app_name = "photos"

urlpatterns = [path("<str:name>", views.file, name="file")]
