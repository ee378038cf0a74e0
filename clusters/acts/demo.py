"""Made-up acts that show what the register is for: two that repeat each other, two at odds, one that leans on an ended one."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User, today
from clusters.acts import actions
from clusters.acts.enums import FindingKind
from clusters.acts.models import ActFinding, LegalAct, Topic
from clusters.models import Territory

_ACTS = (
    ("д-1", "decree", "2023-03-10", "STA", "О порядке предоставления субсидий туристским организациям края",
     "On granting subsidies to tourism organisations of the krai", "subsidies"),
    ("д-2", "decree", "2024-02-20", "KISL", "О порядке предоставления субсидий туристским организациям города",
     "On granting subsidies to tourism organisations of the town", "subsidies"),
    ("д-3", "decree", "2022-06-01", "PYAT", "О движении транспорта в курортной зоне Пятигорска",
     "On traffic in the resort zone of Pyatigorsk", "transport"),
    ("д-4", "decision", "2023-09-15", "PYAT", "Об открытии сквозного проезда через парк «Цветник»",
     "On opening a through road across the Tsvetnik park", "transport"),
    ("д-5", "decree", "2021-04-05", "ESSE", "О границах застройки в округе горно-санитарной охраны Ессентуков",
     "On limits of building in the sanitary protection zone of Yessentuki", "resorts"),
)  # fmt: skip
_DAYS = dt.timedelta(days=21)


@transaction.atomic
def load(users: Mapping[str, User]) -> int:
    """Add the demonstration once, over the reference data, and look for findings; the number of acts added."""
    if LegalAct.objects.filter(is_demo=True).exists():
        return 0
    territories = {territory.code: territory for territory in Territory.objects.without_outlines()}
    made = {}
    for number, kind, date, code, title_ru, title_en, topic in _ACTS:
        fields = {"number": number, "kind": kind, "date": date, "title_ru": title_ru, "title_en": title_en}
        topics = Topic.objects.filter(code=topic)
        fields["territory"] = territories[code]
        made[number] = actions.record_act(by=None, fields=fields, topics=topics, is_demo=True)
    ended = LegalAct.objects.filter(number="1425").first()
    if ended is not None:
        actions.record_relation(by=None, from_act=made["д-5"], kind="cites", to_act=ended)
    _conflict(users["official"], made["д-3"], made["д-4"])
    actions.look_for_findings(by=None)
    return len(made)


def _conflict(official: User, first: LegalAct, second: LegalAct) -> ActFinding:
    finding = actions.mark_conflict(
        by=official,
        act=first,
        other=second,
        kind=FindingKind.CONTRADICTION,
        reason="Первый акт запрещает сквозной проезд через курортную зону, второй его открывает.",
        owner=official,
        due=today() + _DAYS,
    )
    finding.reason_en = "The first act forbids through traffic in the resort zone, the second opens it."
    finding.save(update_fields=["reason_en"])
    return finding
