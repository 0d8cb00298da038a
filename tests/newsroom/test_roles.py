"""The five groups: made once, completed, never reduced; and who may log in."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.urls import reverse

from newsroom import roles

pytestmark = pytest.mark.django_db


def permissions_of(name):
    return {
        f"{app}.{codename}"
        for app, codename in Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
    }


def test_the_command_makes_the_groups_with_what_the_table_lists(capsys):
    call_command("roles")
    assert {group.name for group in Group.objects.all()} == set(roles.ROLES)
    for name, words in roles.ROLES.items():
        assert permissions_of(name) == set(words)
    assert "Reporter: " in capsys.readouterr().out


def test_running_it_twice_changes_nothing(capsys, django_assert_num_queries):
    call_command("roles")
    capsys.readouterr()
    call_command("roles")
    assert capsys.readouterr().out.count("nothing was missing") == len(roles.ROLES)


def test_what_a_newsroom_added_stays_and_what_it_took_away_returns():
    roles.grant()
    reporters = Group.objects.get(name="Reporter")
    extra = Permission.objects.get(codename="view_desklog")
    reporters.permissions.add(extra)
    reporters.permissions.remove(Permission.objects.get(codename="submit_article"))
    assert roles.grant()["Reporter"] == 1
    assert permissions_of("Reporter") == {*roles.ROLES["Reporter"], "articles.view_desklog"}


def test_a_misspelt_permission_is_refused_by_name_and_nothing_is_made(monkeypatch):
    monkeypatch.setitem(roles.ROLES, "Moderator", ["comments.moderate_coment"])
    with pytest.raises(CommandError, match=r"comments\.moderate_coment"):
        call_command("roles")
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    ("name", "may", "may_not"),
    [
        ("Reporter", "articles.submit_article", "articles.publish_article"),
        ("Editor", "articles.publish_article", "articles.override_four_eyes"),
        ("Editor", "comments.moderate_comment", "authors.change_author"),
        ("Chief editor", "articles.override_four_eyes", "photos.see_source"),
        ("Photo editor", "photos.withdraw_photo", "articles.change_article"),
        ("Photo editor", "photos.delete_photo", "photos.see_source"),
        ("Chief editor", "photos.delete_photo", "articles.delete_article"),
        ("Reporter", "photos.add_photo", "photos.delete_photo"),
        ("Moderator", "comments.moderate_comment", "articles.view_article"),
    ],
)
def test_each_role_may_its_own_and_no_more(name, may, may_not, django_user_model):
    roles.grant()
    user = django_user_model.objects.create_user("dana", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    assert user.has_perm(may)
    assert not user.has_perm(may_not)


def test_nobody_but_named_persons_sees_a_protected_source():
    assert not [name for name, words in roles.ROLES.items() if "photos.see_source" in words]


@pytest.mark.parametrize(
    ("name", "opens", "is_kept_from"),
    [
        ("Reporter", ["articles_article_add", "photos_photo_add"], ["comments_comment_changelist"]),
        (
            "Editor",
            ["articles_article_add", "articles_desklog_changelist", "comments_comment_changelist"],
            ["authors_author_add", "articles_section_add"],
        ),
        (
            "Chief editor",
            ["authors_author_add", "articles_section_add", "articles_sitetext_add", "comments_policy_changelist"],
            ["authors_user_changelist", "auth_group_changelist"],
        ),
        ("Photo editor", ["photos_photo_add", "articles_article_changelist"], ["articles_article_add"]),
        ("Moderator", ["comments_comment_changelist"], ["articles_article_changelist", "photos_photo_changelist"]),
    ],
)
def test_each_role_opens_the_pages_of_its_work(client, name, opens, is_kept_from, django_user_model):
    roles.grant()
    user = django_user_model.objects.create_user("dana", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    client.force_login(user)
    answers = {page: client.get(reverse(f"admin:{page}")).status_code for page in [*opens, *is_kept_from]}
    assert answers == dict.fromkeys(opens, 200) | dict.fromkeys(is_kept_from, 403)
