"""Doors of the register of acts."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from clusters.acts import access
from clusters.acts.models import LegalAct
from tests.clusters import make


def test_an_act_is_read_by_everyone_and_an_unknown_one_is_not_found(db):
    act = LegalAct.objects.create(
        title_ru="О курортах",
        level="federal",
        kind="federal_law",
        number="26-ФЗ",
        date="1995-02-23",
        territory=make.territory(),
    )
    assert access.act_for_reading(AnonymousUser(), act.public_id.upper()) == act
    with pytest.raises(Http404):
        access.act_for_reading(AnonymousUser(), "000000000000")
