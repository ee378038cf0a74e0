from decimal import Decimal

import indicators.reference
from accounts.models import AuditEvent
from clusters.models import Territory
from indicators.actions import record_observation
from indicators.enums import Status
from indicators.models import Dimension, Indicator, Observation
from indicators.periods import parse_period


def test_catalogue_holds_88_indicators_with_their_place_in_the_framework(official):
    assert Indicator.objects.catalogue().count() == 88
    assert Dimension.objects.filter(kind="criterion").count() == 9
    assert Dimension.objects.filter(kind="mechanism").count() == 6
    patents = Indicator.objects.get(code="D06")
    assert (patents.criterion.code, patents.mechanism.code, patents.direction) == ("C6", "M1", 1)
    assert Indicator.objects.get(code="G04").criterion is None
    assert Indicator.objects.get(code="C03").direction == -1


def test_second_load_writes_nothing(official):
    rows, events = Observation.objects.count(), AuditEvent.objects.count()
    assert indicators.reference.load() == indicators.reference.Loaded(0, 0, 0, 0)
    assert (Observation.objects.count(), AuditEvent.objects.count()) == (rows, events)


def test_every_row_of_the_tables_became_a_figure_of_its_own(official):
    dated = 28  # of the 30 figures in reference_stats.csv two have no date
    assert Observation.objects.current().filter(value__isnull=False).count() == 114 + 142 + dated
    assert official.superseded == 0


def test_two_sources_for_one_date_stand_side_by_side(official):
    both = Observation.objects.current().filter(indicator__code="K03", territory__code="STA", period="2018-01-01")
    assert {(row.variant, row.value, row.unit) for row in both} == {
        ("krai-strategy", Decimal("2800.7"), "тыс. человек"),
        ("second-source", Decimal(2800674), "человек"),
    }


def test_sections_left_out_of_the_table_are_withheld_not_zero(official):
    rows = Observation.objects.current().filter(indicator__code="A02", territory__code="LERM", period="2023")
    withheld = {row.activity for row in rows if row.is_suppressed}
    assert withheld == set("ABDEFHIJLMNS")
    assert {row.activity for row in rows if not row.is_suppressed} == {"", *"RPKOQCG"}
    assert {row.status for row in rows} == {Status.OFFICIAL}


def test_total_is_kept_without_a_section_and_the_krai_as_a_sum(official):
    total = Observation.objects.get(indicator__code="A02", territory__code="KISL", activity="")
    assert (total.variant, total.period, total.source_url[:19]) == ("no-small-business", "2023", "https://github.com/")
    assert total.source == "Росстат, БД ПМО"
    krai = Observation.objects.filter(indicator__code="A02", territory__code="STA")
    assert {row.variant for row in krai} == {"municipal-sum"}
    assert not krai.filter(value=None).exists()


def test_figures_that_are_not_of_statistics_do_not_say_official(official):
    water = Observation.objects.get(indicator__code="I07", territory__code="STA", period="2022")
    assert (water.status, water.variant, water.value) == (Status.IMPORTED, "marking", Decimal("425.6"))
    press = Observation.objects.get(indicator__code="H05", territory__code="STA", period="2025-9M")
    assert (press.status, press.variant) == (Status.IMPORTED, "press")


def test_official_series_without_a_code_are_supplementary(official):
    grp = Observation.objects.get(indicator__code="GRP", territory__code="NCFD", period="2019")
    assert (grp.value, grp.variant, grp.indicator.is_catalogue) == (Decimal("2294.8"), "strategy-ncfd", False)


def test_load_does_not_push_aside_a_figure_from_another_source(official):
    krai = Territory.objects.get(code="STA")
    mine = record_observation(
        by=None,
        indicator=Indicator.objects.get(code="H05"),
        subject=krai,
        period=parse_period("2023"),
        value=Decimal("42.1"),
        unit="млрд руб.",
        status=Status.OFFICIAL,
        source="ЕМИСС",
        source_url="https://fedstat.ru/indicator/42101",
    )
    assert mine.revision == 2
    assert indicators.reference.load().superseded == 0
    assert (
        mine.public_id
        == Observation.objects.current().get(indicator__code="H05", territory=krai, period="2023", variant="").public_id
    )
