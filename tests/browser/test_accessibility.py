"""axe finds no A or AA violation, no page scrolls sideways, on the main pages in both languages, themes and widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/",
    "/clusters/",
    "/clusters/tourism/",
    "/organisations/",
    "/organisations/?territory=KISL",
    "/territories/",
    "/territories/KISL/",
    "/territories/CMW/",
    "/indicators/",
    "/indicators/A02/",
    "/indicators/E01/",
    "/reports/",
    "/search/?q=санаторий",
    "/about/",
    "/glossary/",
    "/components/",
    "/accounts/login/",
    "/nothing-here/",
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS = [("ru", 1280, "light"), ("en", 375, "dark"), ("ru", 375, "light"), ("en", 1280, "dark")]


def _violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def _check(page, address: str) -> None:
    page.goto(address)
    assert _violations(page) == [], address
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{address} scrolls sideways by {overflow} px"


@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_public_pages_are_accessible(visit, language, width, theme):
    page = visit(language, width, theme)
    page.refusals = {404}  # one of the pages is that of a wrong address
    for address in PAGES:
        _check(page, address)
    for link in ("/reports/?territory=KISL", "/reports/?cluster=tourism&period=2026-Q3"):
        page.goto(link)
        _check(page, page.locator("main a[href^='/reports/']").first.get_attribute("href"))
    page.goto("/organisations/")
    _check(page, page.locator("main table a[href^='/organisations/']").first.get_attribute("href"))


@pytest.mark.parametrize("role", ["coordinator", "administrator", "reporter"])
def test_signed_in_pages_are_accessible(visit, sign_in, role):
    page = visit("ru", 375, "light")
    sign_in(page, role)
    for address in ("/desk/", "/clusters/tourism/", "/accounts/"):
        _check(page, address)


def test_the_language_of_the_page_is_declared_and_english_pages_hold_no_russian_interface(visit):
    page = visit("en")
    page.goto("/clusters/")
    assert page.get_attribute("html", "lang") == "en"
    assert "Clusters" in page.inner_text("h1")
    page = visit("ru")
    page.goto("/clusters/")
    assert page.get_attribute("html", "lang") == "ru"
    assert "Кластеры" in page.inner_text("h1")
