"""What people come to do, walked from the first page to the result."""

import json
from urllib.request import urlopen

import pytest


def _main(page) -> str:
    return page.inner_text("main")


def test_a_visitor_goes_from_the_region_to_the_source_of_a_figure(visit):
    page = visit("ru")
    page.goto("/")
    assert page.locator("#clusters article").count() == 3
    page.locator("#region li a", has_text="Кисловодск").click()
    assert "56,9" in page.inner_text("h1")
    page.goto("/indicators/A02/?territory=KISL")
    page.locator("main a[href^='/observations/']").first.click()
    assert "Росстат" in _main(page)


def test_an_english_reader_on_a_phone_finds_a_cluster_by_search(visit):
    page = visit("en", 375)
    page.goto("/search/?q=tourism")
    page.locator("main a", has_text="Tourism").first.click()
    assert "Tourism" in page.inner_text("h1")
    assert "emonstration" in _main(page)


def test_the_theme_and_the_language_are_chosen_without_script(browser, portal):
    context = browser.new_context(base_url=portal.address, locale="ru-RU", java_script_enabled=False)
    page = context.new_page()
    page.goto("/clusters/tourism/")
    page.locator("header button", has_text="English").first.click()
    assert page.get_attribute("html", "lang") == "en"
    page.locator("header button", has_text="Dark").first.click()
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.url.endswith("/clusters/tourism/")
    context.close()


def _request_report(page, period: str) -> None:
    page.goto("/reports/request/")
    page.select_option("select[name=subject]", index=0)
    page.fill("input[name=period]", period)
    page.click("main form button[type=submit]")


def test_a_coordinator_has_a_report_computed_and_publishes_it(visit, sign_in, browser, portal):
    page = visit("ru")
    sign_in(page, "coordinator")
    _request_report(page, "2026-Q2")
    page.wait_for_selector("main a[href^='/reports/']:has-text('тчёт')", timeout=60_000)
    draft = page.locator("main a[href^='/reports/']", has_text="тчёт").first.get_attribute("href")
    stranger = browser.new_context(base_url=portal.address).new_page()
    assert stranger.goto(draft).status == 404
    assert stranger.goto("/reports/000000000000/").status == 404
    page.goto(draft)
    page.click("#decide form button[type=submit]")
    assert stranger.goto(draft).status == 200
    stranger.context.close()


def test_a_coordinator_who_asks_for_an_unfinished_quarter_is_told_why_not(visit, sign_in):
    page = visit("ru")
    sign_in(page, "coordinator")
    page.refusals = {422}
    _request_report(page, "2031-Q1")
    assert "ещё не закончился" in page.inner_text(".error-summary")


def test_a_reporter_mends_a_wrong_inn(visit, sign_in):
    page = visit("ru")
    sign_in(page, "reporter")
    page.locator("#yours a").first.click()
    name = page.inner_text("h1")
    page.goto(page.url + "edit/")
    right = page.input_value("input[name=inn]")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    page.fill("input[name=inn]", wrong)
    page.refusals = {422}
    page.click("main form button[type=submit]")
    assert "ИНН" in page.inner_text(".error-summary")
    assert page.input_value("input[name=inn]") == wrong
    page.fill("input[name=inn]", right)
    page.click("main form button[type=submit]")
    assert name in _main(page)


@pytest.mark.parametrize("role", ["reporter", "official", "api_partner"])
def test_who_may_not_edit_a_cluster_is_told_the_rule(visit, sign_in, role):
    page = visit("ru")
    sign_in(page, role)
    page.refusals = {403}
    assert page.goto("/clusters/tourism/edit/").status == 403
    assert "координатор" in _main(page)


FOCUS_IS_SEEN = """() => {
    const here = document.activeElement, shape = here.querySelector('path');
    if (getComputedStyle(here).outlineStyle !== 'none') return true;
    const look = () => shape && getComputedStyle(shape).stroke + getComputedStyle(shape).strokeWidth;
    const focused = look();
    here.blur();
    const plain = look();
    here.focus();
    return focused !== plain;
}"""


def test_everything_on_the_home_page_is_reached_by_keyboard(visit):
    page = visit("ru")
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    links = page.locator("main a:visible").count()
    seen = set()
    for _step in range(links):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.closest('main') ? document.activeElement.outerHTML : ''")
        seen.add(where)
        assert where == "" or page.evaluate(FOCUS_IS_SEEN), where
    assert len(seen) >= 20


def test_the_quotient_of_a_profile_is_the_one_of_the_published_table(portal):
    with urlopen(f"{portal.address}/api/v1/reports/?territory=KISL") as answer:
        public_id = json.load(answer)["results"][0]["public_id"]
    with urlopen(f"{portal.address}/api/v1/reports/{public_id}/") as answer:
        report = json.load(answer)
    health = next(row for row in report["result"]["employment"]["sections"] if row["section"] == "Q")
    assert report["is_demo"] is False
    assert health["share"] == pytest.approx(9328 / 16394, rel=1e-9)
    assert health["quotient"] == pytest.approx((9328 / 16394) / (77061 / 430832), rel=1e-9)
