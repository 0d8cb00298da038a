"""Photos in a real browser: many dropped at once, the picker over the form, the focal point, all by keyboard too."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Caption
from photos.models import Photo, PhotoAgency
from tests import cast
from tests.browser.test_write_and_publish import log_in
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHOTO_RIGHTS = ["view_photo", "add_photo", "change_photo"]


@pytest.fixture
def reporter():
    person = cast.reporter()
    rights = cast.Permission.objects.filter(codename__in=[*PHOTO_RIGHTS, "view_author", "view_tag"])
    person.user_permissions.add(*rights)
    return person


@pytest.fixture
def photo_editor():
    rights = [*PHOTO_RIGHTS, "change_live_photo", "withdraw_photo"]
    return cast.make_user("karwan", *rights, app="photos", first_name="Karwan", last_name="Osman")


def file(name, content):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def photos(count, first=0):
    return [file(f"photo-{n}.jpg", file_bytes(picture((320, 213), seed=first + n))) for n in range(count)]


def drop(page, selector, files):
    """Drop files on an element as the desktop would."""
    page.locator(selector).evaluate(
        """(place, files) => {
            const data = new DataTransfer()
            for (const { name, type, bytes } of files)
                data.items.add(new File([Uint8Array.from(bytes)], name, { type }))
            for (const kind of ["dragenter", "dragover", "drop"])
                place.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))
        }""",
        [{"name": each["name"], "type": each["mimeType"], "bytes": list(each["buffer"])} for each in files],
    )


def test_many_dropped_at_once_go_on_to_their_sheet(photo_editor, open_page):
    desk = open_page()
    log_in(desk, "karwan")
    desk.goto("/admin/photos/photo/")

    drop(desk, "#content", [*photos(7), file("notes.jpg", b"these are notes")])

    expect(desk.get_by_text("7 of 8 taken in · 1 refused")).to_be_visible()
    expect(desk.get_by_text("is not a photo. JPEG, PNG, WebP, AVIF and GIF are accepted.")).to_be_visible()
    desk.get_by_role("link", name="Give them their words").click()
    same = desk.locator(".photo-same")
    same.get_by_label("Credit").fill("Karam Youssef/AFP")
    desk.get_by_role("button", name="Save all").click()
    expect(desk.get_by_text("7 photos were changed.")).to_be_visible()
    assert Photo.objects.filter(credit="Karam Youssef/AFP").count() == 7


def test_a_refused_file_is_tried_again_and_a_waiting_one_cancelled(photo_editor, open_page):
    desk = open_page()
    log_in(desk, "karwan")
    desk.goto("/admin/photos/photo/")
    desk.route("**/photos/photo/upload/", lambda route: route.abort())
    desk.locator(".photo-file").set_input_files(photos(1))
    expect(desk.get_by_text("The connection broke.")).to_be_visible()

    desk.unroute("**/photos/photo/upload/")
    desk.get_by_role("button", name="Try again").click()

    desk.wait_for_url("**/sheet/**")
    assert Photo.objects.count() == 1


def test_an_expired_session_pauses_the_files_and_they_go_on_after_logging_in(photo_editor, open_page):
    desk = open_page()
    log_in(desk, "karwan")
    desk.goto("/admin/photos/photo/")
    session = [cookie for cookie in desk.context.cookies() if cookie["name"] == "sessionid"]
    desk.context.clear_cookies(name="sessionid")

    desk.locator(".photo-file").set_input_files(photos(2))

    expect(desk.get_by_text("Your session is over; the files are kept.")).to_be_visible()
    desk.context.add_cookies(session)
    desk.get_by_role("button", name="Go on").click()
    desk.wait_for_url("**/sheet/**")
    assert Photo.objects.count() == 2


def test_a_photo_is_chosen_for_the_text_in_the_picker_and_the_form_keeps_its_words(reporter, open_page):
    make_photo(caption="A man crosses the new footbridge.", alt="A man on a bridge.", credit="AFP")
    make_photo(caption="A steel beam is lifted.", alt="A beam in the air.", credit="Karwan Osman")
    cast.make_section("society")
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto("/admin/articles/article/add/")
    desk.get_by_label("Headline").fill("Typed before the picker")

    desk.get_by_role("button", name="Choose a photo…").first.click()
    picker = desk.get_by_role("dialog", name="Choose a photo")
    expect(picker.locator(".photo-option")).to_have_count(2)
    picker.get_by_label("Search the library").fill("footbridge")
    expect(picker.locator(".photo-option")).to_have_count(1)
    picker.locator(".photo-option").click()
    expect(picker).to_have_count(0)
    expect(desk.locator("#id_lead-0-caption")).to_have_attribute("placeholder", "A man crosses the new footbridge.")
    expect(desk.locator("#lead-group img.thumbnail")).to_be_visible()

    desk.get_by_role("button", name="Put a photo here").click()
    picker = desk.get_by_role("dialog", name="Choose photos")
    picker.get_by_role("option", name="A steel beam").click()
    picker.get_by_role("button", name="Use").click()
    expect(desk.locator(".story-photo figcaption")).to_have_text("A steel beam is lifted.")
    expect(desk.get_by_label("Headline")).to_have_value("Typed before the picker")
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Saved as revision 1.")).to_be_visible()
    article = Article.objects.get()
    assert article.headline == "Typed before the picker"
    assert sorted(article.captions.values_list("role", flat=True)) == ["inline", "lead"]


def test_several_photos_become_one_gallery(reporter, open_page):
    for number in range(3):
        make_photo(caption=f"Photo {number}", alt="A beam.", credit="AFP")
    article = cast.make_article()
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")

    desk.get_by_role("button", name="Put a photo here").click()
    picker = desk.get_by_role("dialog", name="Choose photos")
    for number in range(3):
        picker.get_by_role("option", name=f"Photo {number}").click()
    expect(picker.get_by_text("3 chosen")).to_be_visible()
    picker.get_by_role("button", name="Use").click()
    expect(desk.locator(".story-photo")).to_have_count(3)
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()
    assert list(article.captions.values_list("role", flat=True)) == ["gallery"] * 3
    desk.goto(f"/admin/articles/article/{article.pk}/preview/")
    expect(desk.locator(".body .gallery figure")).to_have_count(3)


def test_the_picker_works_by_keyboard_alone_and_gives_the_focus_back(reporter, open_page):
    first = make_photo(caption="First", alt="x y", credit="AFP")
    make_photo(caption="Second", alt="x y", credit="AFP")
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto("/admin/articles/article/add/")

    desk.get_by_role("button", name="Choose a photo…").first.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Search the library")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_have_count(0)
    expect(desk.get_by_role("button", name="Choose a photo…").first).to_be_focused()

    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Search the library")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_lead-0-photo")).to_have_value(str(first.pk))
    expect(desk.get_by_role("button", name="Another photo…").first).to_be_focused()


def test_files_dropped_on_the_lead_and_on_the_text_open_the_picker_with_them(reporter, open_page):
    article = cast.make_article()
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")

    drop(desk, "#lead-0", photos(1))
    picker = desk.get_by_role("dialog", name="Choose a photo")
    expect(picker.locator(".photo-option[aria-selected=true]")).to_have_count(1)
    picker.get_by_role("button", name="Use").click()
    expect(desk.locator("#lead-group img.thumbnail")).to_be_visible()

    drop(desk, ".field-body [contenteditable=true]", photos(2, first=10))
    picker = desk.get_by_role("dialog", name="Choose photos")
    expect(picker.locator(".photo-option[aria-selected=true]")).to_have_count(2)
    picker.get_by_role("button", name="Use").click()
    expect(desk.locator(".story-photo")).to_have_count(2)


def test_a_photo_deleted_from_the_text_is_struck_out_and_can_be_kept(reporter, open_page):
    article = cast.make_article(photos=[make_photo(), make_photo(caption="A beam.")])
    key = article.captions.get(role="inline").key
    cast.edit(article, body=f'<p>One</p><figure data-caption="{key}"></figure><p>Two</p>')
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")

    desk.locator(".story-photo").click()
    desk.keyboard.press("Delete")
    card = desk.locator("#captions-group .caption-struck")
    expect(card.get_by_text("Removed from the text.")).to_be_visible()
    card.get_by_role("button", name="Undo").click()
    expect(desk.locator(".story-photo")).to_have_count(1)
    expect(card).to_have_count(0)

    desk.locator(".story-photo").click()
    desk.keyboard.press("Delete")
    card.get_by_role("button", name="Keep in the gallery at the foot").click()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved as revision 3.")).to_be_visible()
    assert Caption.objects.get(key=key).role == "gallery"
    assert "figure" not in Article.objects.get().body


def test_a_card_follows_the_photo_again_and_has_a_focal_point_of_its_own(reporter, open_page):
    article = cast.make_article(photos=[make_photo(caption="The photo’s words.")])
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    caption = desk.locator("#id_lead-0-caption")
    caption.fill("The story’s words.")
    desk.locator(".field-caption").get_by_role("button", name="Follow the photo again").click()
    expect(caption).to_have_value("")
    expect(caption).to_be_focused()

    image = desk.locator("#lead-group img.thumbnail")
    image.scroll_into_view_if_needed()
    box = image.bounding_box()
    desk.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    expect(desk.locator("#id_lead-0-focal_x")).to_have_value("0.25")
    expect(desk.locator("#id_lead-0-focal_y")).to_have_value("0.75")
    desk.keyboard.press("ArrowRight")
    expect(desk.locator("#id_lead-0-focal_x")).to_have_value("0.27")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()
    row = article.captions.get()
    assert (row.caption, row.focal_x, row.focal_y) == (None, 0.27, 0.75)


def test_a_credit_in_brackets_is_offered_to_its_field_and_a_mark_goes_when_edited(photo_editor, open_page):
    PhotoAgency.objects.get_or_create(name="AFP")
    photo = make_photo(caption="The old city. (AFP)", credit="")
    Photo.objects.filter(pk=photo.pk).update(origins={"caption": "XMP"})
    desk = open_page()
    log_in(desk, "karwan")
    desk.goto(f"/admin/photos/photo/{photo.pk}/change/")
    expect(desk.get_by_text("From the file (XMP).")).to_be_visible()

    desk.get_by_role("button", name="Move (AFP) to the credit").click()

    expect(desk.get_by_label("Caption")).to_have_value("The old city.")
    expect(desk.get_by_label("Credit")).to_have_value("AFP")
    expect(desk.get_by_text("From the file (XMP).")).to_have_count(0)


def test_the_focal_point_is_dragged_on_the_photos_page(photo_editor, open_page):
    photo = make_photo(size=(640, 427))
    desk = open_page()
    log_in(desk, "karwan")
    desk.goto(f"/admin/photos/photo/{photo.pk}/change/")
    image = desk.locator(".photo-focal img")
    expect(image).to_have_js_property("complete", True)
    image.scroll_into_view_if_needed()
    box = image.bounding_box()
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.2)
    desk.mouse.up()
    expect(desk.locator("#id_focal_x")).to_have_value("0.10")
    desk.get_by_role("button", name="Save", exact=True).click()
    photo.refresh_from_db()
    assert (photo.focal_x, photo.focal_y) == (0.1, 0.2)


def test_arrows_move_in_the_library_and_space_selects_for_many(photo_editor, open_page):
    for number in range(4):
        make_photo(caption=f"Photo {number}")
    desk = open_page()
    log_in(desk, "karwan")
    desk.goto("/admin/photos/photo/")
    desk.locator(".photo-tile > a").first.focus()
    desk.keyboard.press(" ")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press(" ")
    expect(desk.locator(".photo-bulk-count")).to_have_text("2")
    desk.get_by_role("button", name="Fill one field…").click()
    desk.get_by_label("Credit").fill("AFP")
    desk.get_by_role("button", name="Fill it for 2 photos").click()
    expect(desk.get_by_text("2 photos were changed.")).to_be_visible()
    assert set(Photo.objects.filter(credit="AFP").values_list("caption", flat=True)) == {"Photo 3", "Photo 2"}


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_the_picker_serves_writers_of_the_right_hand(reporter, open_page, language):
    reporter.language = language
    reporter.save()
    right, left = [make_photo(caption=words, language="ar") for words in ("رجل يعبر الجسر.", "عمود من حديد.")]
    desk = open_page(viewport={"width": 360, "height": 720})
    log_in(desk, "rojin")
    desk.goto("/admin/articles/article/add/")
    desk.locator(".photo-choose-one").first.click()
    search = desk.locator("#photo-picker-search")
    expect(search).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowLeft")  # forward, where writing goes to the left
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_lead-0-photo")).to_have_value(str(right.pk))
    overflow = desk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, left


def test_without_scripts_a_photo_is_a_number(reporter, open_page):
    photo = make_photo(caption="A bridge.", credit="AFP")
    article = cast.make_article()
    desk = open_page(javascript=False)
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.locator("#id_lead-0-photo").fill(str(photo.pk))
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()
    assert article.captions.get().photo == photo
