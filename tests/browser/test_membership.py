"""An organisation applies, is returned, is admitted and invites a colleague; a coordinator finds an organisation entered twice."""

import re
import time

import pytest

WORDS = {
    "ru": {
        "submit": "Подать заявку",
        "send_back": "Вернуть на доработку",
        "resubmit": "Подать снова",
        "admit": "Принять",
        "returned": "Возвращена",
        "admitted": "Принята",
        "keep": "Одна организация: оставить",
        "undo": "Отменить решение",
        "remark": "Уточните, чем займётесь в кластере",
    },
    "en": {
        "submit": "Submit the application",
        "send_back": "Return for correction",
        "resubmit": "Submit again",
        "admit": "Admit",
        "returned": "Returned",
        "admitted": "Admitted",
        "keep": "One organisation: keep",
        "undo": "Undo the decision",
        "remark": "Say what you will do in the cluster",
    },
}
# Organisations that are not in the registry: published numbers of two very large companies.
NEWCOMERS = {"ru": ("Кафе «Берёзка у вокзала»", "7707083893"), "en": ("Ресторан «Горная терраса»", "7736050003")}
LANGUAGES = {"ru": "Русский", "en": "English"}


def _press(page, words: str) -> None:
    page.locator("main form button[type=submit]", has_text=words).first.click()


def _step_with_remark(page, words: str, remark: str = "") -> None:
    """A step that takes a remark is folded: it opens by keyboard as by a click."""
    fold = page.locator("main details", has_text=words).first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    fold.locator("textarea").fill(remark)
    fold.locator("button[type=submit]").click()


def _enter(page, sign_in, role: str, language: str) -> None:
    sign_in(page, role)
    # Signing in takes the language of the person's profile, whatever the browser asks for.
    page.locator("header button", has_text=LANGUAGES[language]).first.click()


def _apply(page, language: str) -> str:
    """Keep the draft of an organisation that is new to the registry."""
    page.goto("/clusters/tourism/")
    page.locator("main a[href='/clusters/tourism/apply/']").click()
    page.locator("main a[href='/clusters/tourism/apply/?new=1']").click()
    name, inn = NEWCOMERS[language]
    for field, word in {"name_ru": name, "inn": inn, "okved_main": "56.10"}.items():
        page.fill(f"input[name={field}]", word)
    page.select_option("select[name=kind]", "restaurant")
    page.select_option("select[name=territory]", index=3)
    page.fill("textarea[name=statement_ru]", "Кормим гостей участников кластера")
    page.check("input[name=consent]")
    page.click("main form.form button[type=submit]")
    return page.url


def _letter(portal, address: str, seconds: float = 90) -> str:
    """The link of the letter, from the folder where the portal keeps what it sends."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for file in (portal.data_dir / "mail").glob("*.log"):
            letter = file.read_text()
            if f"To: {address}" in letter and (found := re.search(r"/accounts/invitations/open/[\w-]+/", letter)):
                return found.group()
        time.sleep(1)
    raise TimeoutError(f"no letter to {address} within {seconds} s")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_organisation_applies_is_returned_is_admitted_and_invites_a_colleague(visit, sign_in, portal, language):
    words, applicant, reviewer = WORDS[language], visit(language), visit(language)
    _enter(applicant, sign_in, "reporter", language)
    here = _apply(applicant, language)
    _press(applicant, words["submit"])
    _enter(reviewer, sign_in, "coordinator", language)
    reviewer.goto(here)
    _step_with_remark(reviewer, words["send_back"], words["remark"])
    applicant.goto(here)
    assert words["returned"] in applicant.inner_text("main")
    assert words["remark"] in applicant.inner_text("#history")
    _step_with_remark(applicant, words["resubmit"])
    reviewer.goto("/clusters/tourism/applications/")
    reviewer.locator(f"main a[href='{here.removeprefix(portal.address)}']").click()
    _press(reviewer, words["admit"])
    applicant.goto(here)
    assert words["admitted"] in applicant.inner_text("main")
    _invite_and_accept(applicant, visit(language), portal, f"colleague-{language}@example.org")


def _invite_and_accept(page, colleague, portal, address: str) -> None:
    page.locator("main a[href^='/organisations/']").first.click()
    page.locator("main a[href$='/people/']").first.click()
    page.locator("main a[href$='/people/invite/']").click()
    page.fill("input[name=email]", address)
    page.click("main form button[type=submit]")
    assert address in page.inner_text("#invited")
    people = page.url
    colleague.goto(_letter(portal, address))
    for name, word in {"family_name": "Новикова", "given_name": "Нина", "password": "long words of four"}.items():
        colleague.fill(f"input[name={name}]", word)
    colleague.click("main form button[type=submit]")
    colleague.fill("input[name=login]", address)
    colleague.fill("input[name=password]", "long words of four")
    colleague.click("main button[type=submit]")
    colleague.wait_for_url("**/desk/")
    colleague.goto(people)
    assert address in colleague.inner_text("main")
    page.goto(people)
    assert "Новикова" in page.inner_text("main")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_coordinator_finds_a_duplicate_says_it_is_one_and_undoes_it(visit, sign_in, language):
    words, page = WORDS[language], visit(language)
    _enter(page, sign_in, "coordinator", language)
    page.goto("/clusters/tourism/")
    page.locator("main a[href='/duplicates/']").click()
    page.locator("main tbody th a").first.click()
    pair, other = page.url, page.locator("main p a[href^='/organisations/']").nth(1).get_attribute("href")
    _press(page, words["keep"])
    answer = page.goto(other)
    assert not page.url.endswith(other)
    assert answer.status == 200
    page.goto(pair)
    _press(page, words["undo"])
    page.goto(other)
    assert page.url.endswith(other)
