"""The life of an application as a table: the organisation applies, the cluster decides; or the cluster offers first."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.access import Person
from accounts.lifecycle import Lifecycle, Step
from clusters.membership import access, checks
from clusters.membership.models import MembershipApplication

Words = str | Promise


def _applicant(user: Person, application: MembershipApplication) -> Words:
    if access.speaks_for(user, application):
        return ""
    return _("Only a reporter of the organisation does this.")


def _reviewer(user: Person, application: MembershipApplication) -> Words:
    if access.reviews(user, application):
        return ""
    return _("Only the coordinator of this cluster does this.")


def _another_reviewer(user: Person, application: MembershipApplication) -> Words:
    """Nobody decides on what he submitted himself."""
    if reason := _reviewer(user, application):
        return reason
    if not application.by_cluster and application.submitted_by_id == user.pk:
        return _("You submitted this application yourself: another coordinator decides on it.")
    return ""


def _complete(application: MembershipApplication) -> Words:
    if not application.statement_ru.strip():
        return _("Say in the application why the organisation enters the cluster.")
    return checks.barring(application)


def _admissible(application: MembershipApplication) -> Words:
    return checks.barring(application)


def _offer_stands(application: MembershipApplication) -> Words:
    # The consent is given by accepting; everything else must hold.
    reasons = (check for check in checks.checks_of(application) if check.bars and check.code != "consent")
    return " ".join(str(check.reason) for check in reasons)


def _step(verb: str, sources: str, target: str, label: Words, **rest: object) -> Step:
    return Step(verb, frozenset(sources.split()), target, label, **rest)  # type: ignore[arg-type]


APPLICATIONS = Lifecycle(
    [
        _step("submit", "draft", "submitted", _("Submit the application"), may=_applicant, holds=_complete),
        _step(
            "resubmit", "returned", "submitted", _("Submit again"), may=_applicant, holds=_complete, remark="optional"
        ),
        _step("take", "submitted", "in_review", _("Take into review"), may=_another_reviewer),
        _step("put_back", "in_review", "submitted", _("Put back into the queue"), may=_reviewer),
        _step("admit", "submitted in_review", "admitted", _("Admit"), may=_another_reviewer, holds=_admissible),
        _step(
            "send_back",
            "submitted in_review",
            "returned",
            pgettext_lazy("application", "Return for correction"),
            may=_another_reviewer,
            remark="required",
        ),
        _step(
            "refuse",
            "submitted in_review",
            "refused",
            pgettext_lazy("application", "Refuse"),
            may=_another_reviewer,
            remark="required",
        ),
        _step(
            "withdraw",
            "draft submitted in_review returned",
            "withdrawn",
            pgettext_lazy("application", "Withdraw the application"),
            may=_applicant,
            remark="optional",
        ),
        _step("accept", "offered", "admitted", _("Accept membership"), may=_applicant, holds=_offer_stands),
        _step("decline", "offered", "declined", _("Decline membership"), may=_applicant, remark="optional"),
        _step("recall", "offered", "withdrawn", _("Take the offer back"), may=_reviewer, remark="optional"),
    ]
)
