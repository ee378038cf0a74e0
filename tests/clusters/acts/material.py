"""Small acts for the tests of the register."""

import datetime as dt
from typing import Any

from clusters.acts.models import ActRelation, LegalAct, Topic
from tests.clusters import make

DAY = dt.date(2024, 5, 1)


def topic(code: str = "tourism") -> Topic:
    return Topic.objects.get_or_create(code=code, defaults={"name_ru": f"тема {code}", "name_en": f"topic {code}"})[0]


def act(title: str = "О развитии курорта", *, topics: tuple[str, ...] = ("tourism",), **fields: Any) -> LegalAct:
    """A decree of Kislovodsk on tourism, in force since 2020 unless told otherwise."""
    values = {"kind": "decree", "level": "municipal", "date": "2020-01-01", "territory": None, **fields}
    values["territory"] = values["territory"] or make.territory()
    made = LegalAct.objects.create(title_ru=title, **values)
    made.topics.set([topic(code) for code in topics])
    return made


def relation(first: LegalAct, kind: str, second: LegalAct, **fields: Any) -> ActRelation:
    return ActRelation.objects.create(from_act=first, kind=kind, to_act=second, **fields)
