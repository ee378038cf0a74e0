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


def _first(page, list_address: str, link: str) -> str:
    page.goto(list_address)
    return page.locator(f"main {link}").first.get_attribute("href")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (375, "dark")])
def test_pages_of_membership_are_accessible(visit, sign_in, width, theme):
    page = visit("ru", width, theme)
    sign_in(page, "coordinator")
    queue, members = "/clusters/tourism/applications/", "/clusters/tourism/members/"
    for address in (queue, members, "/clusters/tourism/members/offer/", "/duplicates/"):
        _check(page, address)
    _check(page, _first(page, queue, "tbody th a"))
    _check(page, _first(page, members, "tbody th a"))
    _check(page, _first(page, "/duplicates/", "tbody th a"))
    page = visit("ru", width, theme)
    sign_in(page, "reporter")
    for address in ("/applications/", "/clusters/tourism/apply/", "/clusters/tourism/apply/?new=1"):
        _check(page, address)
    people = _first(page, "/desk/", "a[href$='/people/']")
    for address in (people, f"{people}invite/", _first(page, people, "a[href$='/end/']")):
        _check(page, address)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (375, "dark")])
def test_the_import_of_organisations_is_accessible(visit, sign_in, width, theme):
    page = visit("ru", width, theme)
    sign_in(page, "administrator")
    _check(page, "/organisations/import/")
    content = "name_ru,kind\nОтель «Новый у парка»,hotel\nСанаторий «Демо-Источник 08»,sanatorium\n".encode()
    page.set_input_files("input[type=file]", {"name": "организации.csv", "mimeType": "text/csv", "buffer": content})
    page.click("main form button[type=submit]")
    assert "Отель «Новый у парка»" in page.inner_text("#new")
    _check(page, page.url)


def test_the_language_of_the_page_is_declared_and_english_pages_hold_no_russian_interface(visit):
    page = visit("en")
    page.goto("/clusters/")
    assert page.get_attribute("html", "lang") == "en"
    assert "Clusters" in page.inner_text("h1")
    page = visit("ru")
    page.goto("/clusters/")
    assert page.get_attribute("html", "lang") == "ru"
    assert "Кластеры" in page.inner_text("h1")
