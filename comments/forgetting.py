"""What the house promised readers to forget, kept by a sweep."""

from datetime import timedelta

from django.utils import timezone

from comments.models import Comment

EMAIL_LIFE = timedelta(days=180)  # said under the field in which it is typed


def forget_emails(now=None):
    """Blank the e-mail addresses of comments sent over 180 days ago, whatever became of them. Returns how many."""
    old = Comment.objects.filter(posted_at__lt=(now or timezone.now()) - EMAIL_LIFE)
    return old.exclude(email="").update(email="")
