"""The life of a finding: checked by an official, given to an owner, settled; or rejected with a reason.

The portal itself takes two steps: a candidate whose grounds have gone lapses, and one that was put aside comes back
when the acts have changed since. The same grounds never bring it back.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.access import Person
from accounts.lifecycle import Lifecycle, Offer, Step, Words
from clusters.acts import access
from clusters.acts.enums import FindingState
from clusters.acts.models import ActFinding

SYSTEM = frozenset({"lapse", "return"})


def _keeper(user: Person, _finding: ActFinding) -> Words:
    if access.can_keep_acts(user):
        return ""
    return _("Only officials of the region and the administrator check findings and give them to an owner.")


def _keeper_or_owner(user: Person, finding: ActFinding) -> Words:
    if (user.is_authenticated and finding.owner_id == user.pk) or access.can_keep_acts(user):
        return ""
    return _("Only the owner of the finding, officials of the region and the administrator settle it.")


def _portal(_user: Person, _finding: ActFinding) -> Words:
    return _("The portal itself takes this step when it looks for findings.")


def _states(*states: FindingState) -> frozenset[str]:
    return frozenset(state.value for state in states)


FINDING = Lifecycle(
    [
        Step(
            "confirm",
            _states(FindingState.FOUND),
            FindingState.CONFIRMED,
            pgettext_lazy("finding", "Confirm"),
            _keeper,
            remark="optional",
        ),
        Step(
            "reject",
            _states(FindingState.FOUND),
            FindingState.REJECTED,
            pgettext_lazy("finding", "Reject"),
            _keeper,
            remark="required",
        ),
        Step(
            "reconsider",
            _states(FindingState.REJECTED, FindingState.LAPSED),
            FindingState.FOUND,
            pgettext_lazy("finding", "Check again"),
            _keeper,
            remark="optional",
        ),
        Step(
            "assign",
            _states(FindingState.CONFIRMED, FindingState.IN_WORK),
            FindingState.IN_WORK,
            pgettext_lazy("finding", "Give to an owner"),
            _keeper,
            remark="optional",
        ),
        Step(
            "settle",
            _states(FindingState.IN_WORK),
            FindingState.SETTLED,
            pgettext_lazy("finding", "Settle"),
            _keeper_or_owner,
            remark="required",
        ),
        Step(
            "reopen",
            _states(FindingState.SETTLED),
            FindingState.CONFIRMED,
            pgettext_lazy("finding", "Open again"),
            _keeper,
            remark="required",
        ),
        Step("lapse", _states(FindingState.FOUND), FindingState.LAPSED, _("Lapse"), _portal),
        Step(
            "return",
            _states(FindingState.REJECTED, FindingState.LAPSED, FindingState.SETTLED),
            FindingState.FOUND,
            _("Come back"),
            _portal,
        ),
    ]
)


def offers(user: Person, finding: ActFinding) -> list[Offer]:
    """Steps that a person may take or is told the reason of, the portal's own left out."""
    return [offer for offer in FINDING.offers(user, finding) if offer.step.verb not in SYSTEM]
