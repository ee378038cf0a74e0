"""Measures of a demonstration and a few applications, so that queues and figures can be looked at."""

from decimal import Decimal

from accounts.models import today
from clusters.models import Organisation
from clusters.rules.reference import read
from clusters.stable_ids import stable_public_id
from clusters.support import actions
from clusters.support.models import SupportApplication, SupportMeasure
from clusters.support.reference import load_measures

MEASURE = "grant-tourism"
PURPOSE = "Демонстрационная заявка: пандус, подъёмник и обучение сотрудников."
# How far each application has gone.
_STEPS = ([], ["review"], ["review", "approve"], ["review", "refuse"])


def load() -> None:
    """Only once: where there is an application, none is added."""
    load_measures(read("demo_support_measures.toml")["measure"], is_demo=True)
    if SupportApplication.objects.exists():
        return
    measure = SupportMeasure.objects.get(public_id=stable_public_id("measure", MEASURE))
    if not measure.is_open_on(today()):
        return
    hotels = Organisation.objects.filter(is_demo=True, kind__in=["hotel", "cultural"]).order_by("pk")
    for organisation, steps in zip(hotels, _STEPS, strict=False):
        application = actions.start_application(
            by=None, measure=measure, organisation=organisation, purpose=PURPOSE, requested=Decimal(900_000), answers={}
        )
        application = actions.submit_application(by=None, application=application)
        for verb in steps:
            granted = Decimal(800_000) if verb == "approve" else None
            remark = "Демонстрационный отказ: расходы не подтверждены." if verb == "refuse" else ""
            actions.decide_application(by=None, application=application, verb=verb, remark=remark, granted=granted)
