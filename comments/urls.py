"""The readers' addresses of comments. The number is the article's; the page speaks the article's language."""

from django.urls import path

from comments import posting, views

app_name = "comments"

urlpatterns = [
    path("", posting.post, name="post"),
    path("token/", views.token, name="token"),
    path("receipt/<str:signed>/", views.receipt, name="receipt"),
    path("<int:article>/", views.listing, name="list"),
    path("<int:article>/new/", views.new, name="new"),
    path("<int:article>/feed/", views.feed, name="feed"),
    path("<int:article>/c/<int:comment>/", views.permalink, name="permalink"),
]
