"""What the journeys at the desk share: logging in, typing, pasting, choosing."""

from playwright.sync_api import expect

NARROW = {"width": 360, "height": 740}


def log_in(page, username):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("a long enough word")
    page.get_by_role("button", name="Log in").click()


def open_form(page, article=None):
    page.goto(f"/admin/articles/article/{article.pk}/change/" if article else "/admin/articles/article/add/")


def body_of(page):
    return page.locator(".field-body [contenteditable=true]")


def paste(page, html):
    """Paste HTML into the body as a word processor would hand it over."""
    body_of(page).evaluate(
        """(editor, html) => {
            editor.focus()
            const data = new DataTransfer()
            data.setData("text/html", html)
            editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        html,
    )


# By keyboard ---------------------------------------------------------------------------------------------------


def tab_to(page, selector, key="Tab", most=90):
    """Press Tab until the focus is there: what cannot be reached in reading order fails."""
    for _press in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def choose(page, selector, value):
    """Reach a list by Tab and go down it to a value."""
    tab_to(page, selector)
    page.keyboard.press("Home")
    for _press in range(20):
        if page.locator(selector).input_value() == str(value):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{selector} does not offer {value}")


def find(page, selector, typed):
    """Reach a field that finds by typing, and take what it finds."""
    tab_to(page, f"{selector} + .select2 .select2-selection")
    page.keyboard.press("Enter")
    page.wait_for_selector(".select2-search__field:focus")  # letters typed before it is there would go astray
    page.keyboard.type(typed)
    expect(page.locator(".select2-results__option--highlighted:not(.loading-results)")).to_contain_text(typed)
    page.keyboard.press("Enter")


def narrow(page):
    """Wait until the page, its editor drawn, scrolls in one direction only."""
    page.wait_for_selector(".field-body [contenteditable=true], .field-body_as_read")
    page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=NARROW["width"], timeout=5_000)
