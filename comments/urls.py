"""The readers' addresses of comments. The number is the article's; the page speaks the article's language."""

from django.urls import path

from comments import converters, posting, reporting, views  # noqa: F401 - converters registers itself

app_name = "comments"

urlpatterns = [
    path("", posting.post, name="post"),
    path("token/", views.token, name="token"),
    path("receipt/<str:signed>/", views.receipt, name="receipt"),
    path("<number:article>/", views.listing, name="list"),
    path("<number:comment>/report/", reporting.report, name="report"),
    path("<number:article>/new/", views.new, name="new"),
    path("<number:article>/feed/", views.feed, name="feed"),
    path("<number:article>/c/<number:comment>/", views.permalink, name="permalink"),
]
