"""What is checked of an application before an organisation is admitted, with the reason and the remedy.

Bars admission: a wrong or missing number, no municipality, no activity, no consent, a membership or another organisation
with the same INN already there. Only warns: a like name, a place outside the region, a rule of the cluster not met.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters import panels
from clusters.actions.names import keys_of
from clusters.membership.enums import Level
from clusters.membership.models import DuplicatePair, MembershipApplication
from clusters.models import Membership, Organisation, Territory
from clusters.similar import Likeness, similar
from clusters.validators import validate_inn, validate_ogrn, validate_okved, validate_okved_list

_SOLE = ("sole_proprietor", "farm")


@dataclass(frozen=True)
class Check:
    """`likes` are the organisations a check speaks of, with how like they are."""

    title: str
    level: Level
    reason: str | Promise
    remedy: str = ""
    code: str = ""
    likes: tuple[Likeness, ...] = ()

    @property
    def bars(self) -> bool:
        return self.level == Level.FAILED


def subject(application: MembershipApplication) -> Organisation:
    """The organisation of the application; a proposed one as the row it would become, not saved."""
    if application.organisation is not None:
        return application.organisation
    values: dict[str, Any] = {"name_ru": application.proposed_name, "inn": application.proposed_inn}
    values |= {name: value for name, value in application.proposed.items() if name != "territory"}
    code = application.proposed.get("territory")
    territory = Territory.objects.without_outlines().filter(code=code).first() if code else None
    return Organisation(**values, territory=territory, is_demo=application.is_demo)


def checks_of(application: MembershipApplication) -> list[Check]:
    """All checks in the order in which they are shown."""
    organisation = subject(application)
    found = [
        _needed(organisation),
        _number(_("INN"), organisation.inn, validate_inn, _("Enter the INN: by it organisations are told apart.")),
        _number(_("OGRN"), organisation.ogrn, validate_ogrn, _("Enter the OGRN when you can."), needed=False),
        _form_and_inn(organisation),
        _activities(organisation),
        _place(organisation),
        _membership(application),
        _same_inn(organisation),
        _like_names(organisation),
        _consent(application),
    ]
    return [*found, *_of_the_cluster(application, organisation)]


def barring(application: MembershipApplication) -> str:
    """The reasons against admission in one sentence each; empty when there are none."""
    return " ".join(str(check.reason) for check in checks_of(application) if check.bars)


def _passed(title: str, reason: str | Promise) -> Check:
    return Check(title, Level.PASSED, reason)


def _needed(organisation: Organisation) -> Check:
    title = _("Name and kind")
    try:
        organisation.clean_fields(exclude=_all_but("name_ru", "name_en", "short_name_ru", "short_name_en", "kind"))
    except ValidationError as invalid:
        return Check(title, Level.FAILED, " ".join(invalid.messages), _("Mend the field and save the application."))
    return _passed(title, organisation.get_kind_display())


def _all_but(*names: str) -> set[str]:
    return {field.name for field in Organisation._meta.fields} - set(names)


def _number(title: str, value: str, validator: Any, missing: str, *, needed: bool = True) -> Check:
    if not value:
        level = Level.FAILED if needed else Level.WARNING
        return Check(title, level, _("%(title)s: the number is not given.") % {"title": title}, missing)
    try:
        validator(value)
    except ValidationError as invalid:
        return Check(title, Level.FAILED, " ".join(invalid.messages), _("Mend the number."))
    return _passed(title, _("%(number)s: the check digit agrees.") % {"number": value})


def _form_and_inn(organisation: Organisation) -> Check:
    title = _("Legal form and INN")
    digits = 12 if organisation.legal_form in _SOLE else 10
    unknown = organisation.legal_form == "unknown"
    if unknown or not organisation.inn or len(organisation.inn) == digits:
        reason = _("The legal form is not given; nothing contradicts.") if unknown else _("They agree.")
        return _passed(title, reason)
    reason = _("An organisation of this legal form has an INN of %(digits)s digits.") % {"digits": digits}
    return Check(title, Level.WARNING, reason, _("Compare the legal form and the number with the certificate."))


def _activities(organisation: Organisation) -> Check:
    title = _("Activities (OKVED2)")
    if not organisation.okved_main:
        return Check(
            title,
            Level.FAILED,
            _("The main activity is not given."),
            _("Enter the code of the extract from the register."),
        )
    try:
        validate_okved(organisation.okved_main)
        validate_okved_list(organisation.okved_additional)
    except ValidationError as invalid:
        return Check(title, Level.FAILED, " ".join(invalid.messages), _("Mend the code."))
    return _passed(title, organisation.okved_main)


def _place(organisation: Organisation) -> Check:
    title = _("Municipality")
    place = organisation.territory
    if place is None:
        return Check(title, Level.FAILED, _("The municipality is not given."), _("Choose it in the form."))
    if not place.in_cmw:
        reason = _("%(place)s is outside the Caucasian Mineral Waters.") % {"place": capfirst(place.name)}
        return Check(title, Level.WARNING, reason, _("The coordinator decides whether it works for the region."))
    return _passed(title, capfirst(place.name))


def _membership(application: MembershipApplication) -> Check:
    title = _("Membership already there")
    if application.organisation is None:
        return _passed(title, _("The organisation is new to the registry."))
    if application.organisation.replaced_by_id is not None:
        reason = _("This row of the registry has been replaced by another one.")
        return Check(title, Level.FAILED, reason, _("Withdraw the application and apply for the other."))
    rows = Membership.objects.filter(organisation=application.organisation, cluster=application.cluster)
    if rows.filter(valid_until=None).exists():
        reason = _("The organisation is a member of this cluster already.")
        return Check(title, Level.FAILED, reason, _("Nothing is to be applied for: withdraw the application."))
    return _passed(title, _("It is no member of this cluster."))


def _same_inn(organisation: Organisation) -> Check:
    title = _("Same INN")
    rows = Organisation.objects.exclude(pk=organisation.pk).select_related("territory")
    other = rows.filter(inn=organisation.inn).first() if organisation.inn else None
    if other is None:
        return _passed(title, _("No other organisation of the registry has this INN."))
    reason = _("“%(name)s” of the registry has this INN.") % {"name": other.name}
    remedy = _("It is that organisation: the coordinator links the application to it.")
    return Check(title, Level.FAILED, reason, remedy, "inn", (Likeness(other, 1.0),))


def _like_names(organisation: Organisation) -> Check:
    title = _("Like names")
    likes = [
        like
        for like in similar(keys_of(organisation), inn=organisation.inn, but=organisation.pk)
        if like.organisation.pk not in _told_apart(organisation)
    ]
    if not likes:
        return _passed(title, _("No organisation of the registry has a name like this."))
    reason = _("The registry has organisations with a name like this. It may be one of them.")
    remedy = _("Compare the numbers and the place before admitting.")
    return Check(title, Level.WARNING, reason, remedy, "names", tuple(likes))


def _told_apart(organisation: Organisation) -> set[int]:
    """Those of which a coordinator has said that they are others."""
    if organisation.pk is None:
        return set()
    rows = DuplicatePair.objects.filter(verdict="different")
    return set(rows.filter(first=organisation).values_list("second", flat=True)) | set(
        rows.filter(second=organisation).values_list("first", flat=True)
    )


def _consent(application: MembershipApplication) -> Check:
    title = _("Consent")
    if application.consent:
        return _passed(title, _("The coordinator may read the figures of the periods of membership."))
    reason = _("There is no consent to the coordinator’s reading of figures.")
    return Check(title, Level.FAILED, reason, _("Give it in the application."), "consent")


def _of_the_cluster(application: MembershipApplication, organisation: Organisation) -> Iterator[Check]:
    """What the rules of the cluster say; the coordinator decides on them. They know organisations of the registry alone."""
    if organisation.pk is None:
        return
    for ask in panels.REVIEW_CHECKS:
        for rule in ask(application.cluster, organisation):
            level = Level.PASSED if rule["state"] == "passed" else Level.WARNING
            yield Check(_("Rule of the cluster"), level, rule["text"])
