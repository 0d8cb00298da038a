"""Words pasted from word processors and the web: headings, links and lists stay, styles and pictures do not."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser.desk import body_of, log_in, open_form, paste

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# As Word puts it on the clipboard: conditional comments, mso styles, an item's dot in a span of its own.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt} --></style>
</head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1>The bridge<o:p></o:p></h1>
<p class=MsoNormal><span lang=EN-US style='color:red'>It opened on <b style='mso-bidi:normal'>
Sunday</b>, says <a href="https://example.org/council"><span style='color:blue'>the
council</span></a>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times"'>
&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Three villages<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'>
<![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp;
</span></span></span><![endif]>with a well<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp;</span></span><![endif]>One school<o:p></o:p></p>
<p class=MsoNormal>Afterwards.<o:p></o:p></p><!--EndFragment--></body></html>"""

WEB = """<meta charset='utf-8'><article style="font-family:x"><h4 class="t">What is known</h4>
<div><p dir="ltr">A <a href="https://example.org/a" target="_blank">link</a> and a
<a href="javascript:alert(1)">trap</a>.</p><figure>
<img src="https://example.org/p.jpg" alt="p"><figcaption>Left</figcaption>
</figure><ol><li>First</li><li>Second</li></ol></div><p>• loose</p><p>• dots</p><script>alert(1)</script></article>"""


def test_word_and_the_web_keep_headings_links_and_lists_and_lose_the_rest(open_page):
    article = cast.make_article(body="")
    desk = open_page()
    log_in(desk, "rojin")
    open_form(desk, article)

    paste(desk, WORD)
    expect(body_of(desk)).to_contain_text("Afterwards.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()
    article.refresh_from_db()
    assert article.body == (
        '<h2>The bridge</h2><p>It opened on <strong>Sunday</strong>, says <a href="https://example.org/council">the '
        "council</a>.</p><ul><li><p>Three villages</p><ul><li><p>with a well</p></li></ul></li>"
        "<li><p>One school</p></li></ul><p>Afterwards.</p>"
    )

    body_of(desk).click()
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Delete")
    paste(desk, WEB)
    expect(desk.get_by_text("Pictures in the pasted text were left out.")).to_be_visible()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved as revision 3.")).to_be_visible()
    article.refresh_from_db()
    for kept in ("<h3>What is known</h3>", '<a href="https://example.org/a">link</a>', "<ol><li><p>First</p></li>"):
        assert kept in article.body
    assert "<ul><li><p>loose</p></li><li><p>dots</p></li></ul>" in article.body
    for gone in ("javascript", "<img", "alert", "style", "dir="):
        assert gone not in article.body
