"""The readers' addresses of comments. The number is the article's; the page speaks the article's language."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comments import posting, views

app_name = "comments"


class NumberConverter(IntConverter):
    """A number that every database can hold; longer ones are no address of ours."""

    regex = "[0-9]{1,18}"


register_converter(NumberConverter, "number")

urlpatterns = [
    path("", posting.post, name="post"),
    path("token/", views.token, name="token"),
    path("receipt/<str:signed>/", views.receipt, name="receipt"),
    path("<number:article>/", views.listing, name="list"),
    path("<number:article>/new/", views.new, name="new"),
    path("<number:article>/feed/", views.feed, name="feed"),
    path("<number:article>/c/<number:comment>/", views.permalink, name="permalink"),
]
