"""A reporter asks what the organisation can get, and sees which rule fails and by how much."""

import pytest

WORDS = {
    "ru": {"needs": "нужно", "nearly": "Не выполнено одно условие", "give": "сообщает заявитель", "yes": "да"},
    "en": {"needs": "needs", "nearly": "One condition is not met", "give": "is given by the applicant", "yes": "yes"},
}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_reporter_asks_the_navigator_and_sees_which_rule_fails(visit, sign_in, language):
    page, words = visit(language), WORDS[language]
    sign_in(page, "reporter")
    page.goto("/support/")
    # Signing in takes the language of the person's profile, whatever the browser asks for.
    page.locator("header button", has_text={"ru": "Русский", "en": "English"}[language]).first.click()
    page.locator("main a[href^='/organisations/'][href$='/support/']").first.click()
    nearly = page.locator("main section", has=page.locator(".badge", has_text=words["nearly"])).locator("li").first
    assert words["needs"] in nearly.inner_text()
    assert words["give"] in page.inner_text("#measures")
    unknown = page.locator("#measures li", has_text=words["give"]).count()
    page.select_option("select[name=applicant-no_tax_debt]", label=words["yes"])
    page.locator("#questions button[type=submit]").click()
    assert page.locator("#measures li", has_text=words["give"]).count() < unknown


def test_a_visitor_asks_of_an_organisation_that_does_not_exist(visit):
    page = visit("ru", 375)
    page.goto("/support/navigator/")
    page.select_option("select[name=kind]", "hotel")
    page.select_option("select[name=size]", "small")
    page.fill("input[name=okved]", "55.10")
    page.locator("#questions button[type=submit]").click()
    assert "Не выполнено одно условие" in page.inner_text("#measures")
    assert "неизвестно" in page.inner_text("#measures")
