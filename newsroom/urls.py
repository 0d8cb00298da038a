"""Every address of the house, by room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("photos/", include("photos.urls")),
    path("comments/", include("comments.urls")),
    path("", include("articles.urls")),
]
