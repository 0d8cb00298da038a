"""Every address of the house, by room. /healthz and /metrics are answered before them, in newsroom/metrics.py."""

from django.contrib import admin
from django.urls import include, path

from articles import sharing

urlpatterns = [
    path("admin/", admin.site.urls),
    path("photos/", include("photos.urls")),
    path("share/<str:token>/", sharing.shared, name="shared"),
    path("comments/", include("comments.urls")),
    path("", include("articles.urls")),
]

handler403 = "newsroom.errors.permission_denied"
handler404 = "articles.press.errors.not_found"
handler500 = "newsroom.errors.server_error"
