"""Sentences and numbers in both languages."""

import pytest
from django.utils import translation

from competitiveness import actions, worker
from competitiveness.models import Report
from competitiveness.presentation import cluster, territory, words
from competitiveness.presentation.cluster_findings import sentence as cluster_sentence
from competitiveness.presentation.territory_findings import headline, sentence

CHANGE = {"since": "2022", "until": "2024", "absolute": 5.0, "percent": 10.04}
BOUNDS = {"low": 2.84, "high": 3.06, "reference_low": 9.2, "reference_high": 9.2}
LEADING = {"section": "Q", "share": 0.5689, "quotient": 3.181, "lower_bound": False}
SAID = [
    (
        "leading_section",
        LEADING,
        "Section Q (health and social work) holds 56.9% of headcount, 3.18 times the krai’s share",
    ),
    ("leading_section", {**LEADING, "lower_bound": True}, "holds at least 56.9%"),
    ("next_section", LEADING, "Next comes section Q"),
    ("next_section", {**LEADING, "lower_bound": True}, "Next comes section Q (health and social work): at least"),
    ("no_specialisation", {}, "No section stands out"),
    ("more_concentrated", BOUNDS, "2.8–3.1 equal sections, against 9.2"),
    ("less_concentrated", BOUNDS, "spread more evenly"),
    ("concentration_not_told_apart", BOUNDS, "cannot be said"),
    (
        "withheld",
        {"sections": ["A", "B"], "partly": ["C"], "of": 19, "remainder": 56, "remainder_share": 0.0034},
        "Of 19 sections 2 are not published (A, B); published for some of the municipalities only: C. 56 people, 0.3%",
    ),
    (
        "withheld",
        {"sections": [], "partly": ["C"], "of": 19, "remainder": 5, "remainder_share": 0.1},
        "Published for some of the municipalities only: C.",
    ),
    (
        "wage",
        {
            "period": "2024",
            "value": 63656.5,
            "derived": "",
            "change": CHANGE,
            "place": {"period": "2023", "place": 2, "of": 8},
        },
        "63,657 roubles a month in 2024. Since 2022 it has changed by +10.0%. In 2023 it is number 2 of the 8",
    ),
    (
        "wage",
        {"period": "2023", "value": 1.0, "derived": "x", "change": None, "place": None},
        "weighted by headcount was 1",
    ),
    ("wage_not_comparable", {"reasons": ["other_basis"]}, "No wage of the krai"),
    (
        "population",
        {
            "period": "2024-01-01",
            "value": 133451,
            "change": {**CHANGE, "since": "2022-01-01", "absolute": -1178, "percent": -0.9},
        },
        "133,451 residents on 1 January 2024; −1,178 (−0.9%) since 1 January 2022.",
    ),
    ("population", {"period": "2024-01-01", "value": 5, "change": None}, "5 residents on 1 January 2024."),
]


@pytest.mark.parametrize(("rule", "values", "said"), SAID)
def test_sentences_of_a_profile(rule, values, said):
    with translation.override("en"):
        assert said in sentence({"rule": rule, "values": values}).replace("\u00a0", " ")


@pytest.mark.parametrize(("rule", "values", "said"), SAID)
def test_every_sentence_has_its_russian(rule, values, said):
    english = sentence({"rule": rule, "values": values})
    assert not any(word in english for word in (" the ", " section", " residents"))


def test_headline_leaves_the_letter_out():
    with translation.override("en"):
        assert headline({"rule": "leading_section", "values": LEADING}).startswith("health and social work – 56.9%")
        known_in_part = {"rule": "leading_section", "values": {**LEADING, "lower_bound": True}}
        assert "at least" in headline(known_in_part)
        assert headline({"rule": "no_specialisation", "values": {}}).startswith("No section")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (None, "39.3 of 100"),
        (1.24, "39.3 of 100, 1.2 more than in Q2 2026"),
        (-1.24, "39.3 of 100, 1.2 less than in Q2 2026"),
        (0.01, "39.3 of 100, as in Q2 2026"),
    ],
)
def test_score_in_words(change, said):
    since = None if change is None else "2026-Q2"
    finding = {"rule": "score", "values": {"score": 39.31, "change": change, "since": since}}
    with translation.override("en"):
        assert cluster_sentence(finding, None).replace("\u00a0", " ") == said


def test_place_that_moves_says_between_what():
    moving = {"rule": "place", "values": {"rank": 2, "of": 3, "best": 1, "worst": 2}}
    with translation.override("en"):
        assert "between 1 and 2" in cluster_sentence(moving, None)
        assert "stays so" in cluster_sentence({**moving, "values": {**moving["values"], "best": 2}}, None)


def test_numbers():
    assert words.number(1234567.85, 1) == "1 234 567,9".replace(" ", words.NBSP)
    assert words.number(-0.5) == "−1"
    assert words.number(None) == "—"
    assert words.signed(0.04, 1) == "0,0"
    assert words.share(None) == "—"
    assert words.span(2.84, 2.845, 1) == "2,8"
    assert words.day("2023") == words.period("2023")
    with translation.override("en"):
        assert words.number(1234567.85, 1) == "1,234,567.9"
        assert words.signed_percent(5.04) == "+5.0%"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_official_profiles_read_well_in_both_languages(official_figures, client, language):
    from clusters.models import Territory

    for code in ("KISL", "CMW"):
        place = Territory.objects.get(code=code)
        run = actions.request_report(by=None, kind="territory_profile", subject=place, period="2023", publish=True)
        worker.work_on(run.pk)
        report = Report.objects.defer(None).get(run=run)
        client.cookies["language"] = language
        assert client.get(report.get_absolute_url()).status_code == 200
        with translation.override(language):
            page = territory.page(report)
        assert page["wage"]["beside"]["rows"]
        assert len(page["figures"]["rows"]) == len(report.inputs["observations"])


def test_page_of_a_first_report(request_cluster):
    worker.work_on(request_cluster(period="2024-Q1", publish=True).pk)
    page = cluster.page(Report.objects.get())
    assert page["change"] is None
    assert page["change_notes"] == ["За предыдущий период данных нет, поэтому изменение не показано."]
