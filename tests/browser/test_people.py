"""An administrator dismisses a secretary whose open page is refused at the next click."""

import pytest


@pytest.mark.parametrize(("language", "role"), [("ru", "secretary"), ("en", "chair")])
def test_a_dismissed_office_holder_is_refused_at_the_next_click(visit, sign_in, portal, language, role):
    theirs, admin = visit(language), visit(language)
    sign_in(theirs, role)
    sign_in(admin, "administrator")
    for page in (theirs, admin):  # the demonstration people read Russian
        page.context.add_cookies([{"name": "language", "value": language, "url": portal.address}])
    theirs.goto("/councils/tourism/")
    theirs.locator("main a[href='/councils/tourism/desk/']").click()
    assert "@demo.example" in theirs.inner_text("main")
    admin.goto(f"/accounts/people/?role={role}")
    admin.locator("main tbody th a").first.click()
    admin.locator("#roles tbody th a").first.click()
    admin.locator("main form button", has_text={"ru": "Завершить роль", "en": "End the role"}[language]).click()
    theirs.refusals = {403}
    answer = theirs.reload()
    assert answer.status == 403
    words = {"ru": "председатель, секретарь", "en": "Only the chair, the secretary"}[language]
    assert words in theirs.inner_text("main")


def test_what_one_administrator_proposes_the_second_confirms(visit, sign_in):
    first, second = visit("ru"), visit("ru")
    sign_in(first, "administrator")
    first.goto("/accounts/people/?role=official")
    first.locator("main tbody th a").first.click()
    first.locator("#give a", has_text="Председатель").click()
    first.select_option("main form select[name=place]", "industrial")
    first.locator("main form button[type=submit]").click()
    sign_in(second, "administrator_second")
    second.locator("main a", has_text="Председатель").first.click()
    second.locator("main form button", has_text="Подтвердить").click()
    second.goto("/councils/industrial/")
    assert "Представитель" in second.inner_text("main table")
