"""What the journeys at the desk share: logging in, typing, pasting, choosing."""


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
