"""Two reporters find each other: a request, an answer, contacts, a link; by keyboard, and without a fault that axe knows."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

WORDS = {
    "ru": {
        "button": "Русский",
        "draft": "Черновик",
        "accepted": "принято",
        "stated": "заявлена",
        "closed": "только когда отклик принят",
    },
    "en": {"button": "English", "draft": "A draft", "stated": "stated", "closed": "only after"},
}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def _is_accessible(page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, page.url


def _entered(visit, sign_in, role: str, language: str, width: int = 1280):
    page = visit(language)
    sign_in(page, role)
    # Signing in takes the language of the person's profile, whatever the browser asks for.
    page.goto("/partners/")
    page.locator("header button", has_text=WORDS[language]["button"]).first.click()
    page.set_viewport_size({"width": width, "height": 900})  # on a phone the languages are in the menu
    return page


def _press(page, selector: str) -> None:
    """A control is reached and pressed by keyboard."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _posted(page, title: str) -> str:
    _press(page, "main a[href='/partners/post/']")
    _is_accessible(page)
    page.check("input[name=kind][value=request]")
    page.select_option("select[name=subject]", "goods")
    page.fill("input[name=title_ru]", title)
    page.fill("textarea[name=text_ru]", "Три раза в неделю, с доставкой.")
    page.fill("input[name=last_day]", page.evaluate("new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10)"))
    _press(page, "main form.form button[type=submit]")
    _is_accessible(page)
    return page.url


def _answered(page, address: str) -> str:
    page.goto(address)
    _press(page, "main a[href$='/interest/']")
    _is_accessible(page)
    page.fill("textarea[name=message]", "Можем поставлять с понедельника.")
    _press(page, "main form.form button[type=submit]")
    _is_accessible(page)
    return page.url


@pytest.mark.parametrize("language", ["ru", "en"])
def test_two_reporters_find_each_other_and_record_a_link(visit, sign_in, language):
    words = WORDS[language]
    ours = _entered(visit, sign_in, "reporter", language)
    notice = _posted(ours, f"Творог и кефир ({language})")
    assert words["draft"] in ours.inner_text("main")
    theirs = _entered(visit, sign_in, "reporter_elsewhere", language, 375)
    theirs.refusals = {404}
    assert theirs.goto(notice).status == 404
    _press(ours, "form[action$='/steps/publish/'] button")
    answer = _answered(theirs, notice)
    assert "reporter@demo.example" not in theirs.content()
    ours.goto("/desk/")
    _press(ours, f"main a[href='{urlsplit(answer).path}']")
    assert (words["closed"] in ours.inner_text("main"), "reporter-elsewhere@demo" in ours.content()) == (True, False)
    _is_accessible(ours)
    _press(ours, "form[action$='/steps/accept/'] button")
    assert "reporter-elsewhere@demo.example" in ours.inner_text("#contacts")
    theirs.reload()
    assert "reporter@demo.example" in theirs.inner_text("#contacts")
    _is_accessible(theirs)
    kind = {"ru": "serves", "en": "researches"}[language]
    theirs.select_option("select[name=kind]", kind)
    _press(theirs, "#outcome button[type=submit]")
    assert words["stated"] in theirs.inner_text("main").lower()
    _is_accessible(theirs)
    ours.goto(theirs.url)
    _press(ours, "form[action$='/steps/confirm/'] button")
    assert ours.locator("form[action$='/steps/confirm/']").count() == 0
    _is_accessible(ours)


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1280, "light"), ("en", 375, "dark")])
def test_the_network_and_the_notices_are_reached_from_the_navigation(visit, language, width, theme):
    page = visit(language, width, theme)
    page.goto("/partners/")
    assert page.locator("nav a[aria-current=true][href='/partners/']").count() > 0
    _is_accessible(page)
    _press(page, "main a[href='/network/']")
    _is_accessible(page)
    letters = page.evaluate(
        "(() => { const paper = document.querySelector('.network-paper'); return paper.getBoundingClientRect().width"
        " / paper.viewBox.baseVal.width * parseFloat(getComputedStyle(paper.querySelector('text')).fontSize); })()"
    )
    assert letters >= 11
    page.goto("/clusters/tourism/network/")
    _is_accessible(page)
