import pytest

from photos import uses


@pytest.fixture(autouse=True)
def photo_storages(settings, tmp_path):
    """Files of these tests lie in a folder of their own."""
    where = {name: tmp_path / name for name in ("originals", "renditions")}
    settings.STORAGES = settings.STORAGES | {
        name: {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
        for name, folder in where.items()
    }
    return where


class FakeUses(uses.Provider):
    """A story app in three lists: what uses photos, what of it is public, what it was told."""

    def __init__(self):
        self.found, self.told = [], []

    def add(self, photo, *, title="A story", is_public=True, **facts):
        state = "live" if is_public else "draft"
        self.found.append(uses.Use(photo.pk, title, "lead", state, is_public, **facts))

    def _photos(self, found):
        from photos.models import Photo

        return Photo.objects.filter(pk__in=[use.photo_id for use in found]).values("pk")

    def used(self):
        return self._photos(self.found)

    def public(self):
        return self._photos([use for use in self.found if use.is_public])

    def uses(self, photo_ids):
        return [use for use in self.found if use.photo_id in photo_ids]

    def changed(self, photo, what, *, by):
        self.told.append((photo.pk, what))

    def hide_creator(self, photo, is_named, *, by):
        return [f"A caption of “{use.title}” still names the creator." for use in self.found if is_named(use.title)]


@pytest.fixture
def stories(monkeypatch):
    """The only users of photos in a test."""
    provider = FakeUses()
    monkeypatch.setattr(uses, "_providers", {"stories": provider})
    return provider
