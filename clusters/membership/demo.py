"""A few applications on their way and one pair of like names, every row marked `is_demo`."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import LifecycleStep, User, today
from clusters.actions.names import keep_missing_names
from clusters.membership.actions import compare_names
from clusters.membership.models import MembershipApplication
from clusters.models import Cluster, Membership, Organisation
from clusters.stable_ids import stable_public_id

STATEMENT = (
    "Поставляем участникам кластера оборудование и хотим вести общие проекты. Заявка составлена для показа портала."
)
REMARK = "Уточните, с кем из участников кластера вы уже работаете. Замечание составлено для показа портала."


@transaction.atomic
def load(users: Mapping[str, User]) -> int:
    """Add them once, over the demonstration of the registry; the number of applications added."""
    keep_missing_names()
    if MembershipApplication.objects.filter(is_demo=True).exists():
        return 0
    made = _applications(users.get("reporter"))
    _like_name()
    compare_names(limit=5000)
    return made


def _applications(applicant: User | None) -> int:
    cluster = Cluster.objects.filter(slug="tourism").first()
    if cluster is None or applicant is None:
        return 0
    members = Membership.objects.filter(cluster=cluster).values("organisation")
    others = Organisation.objects.filter(is_demo=True).exclude(pk__in=members).order_by("pk")
    for state, organisation in zip(("submitted", "in_review", "returned"), others, strict=False):
        row = MembershipApplication.objects.create(
            public_id=stable_public_id("demo-application", state),
            cluster=cluster,
            organisation=organisation,
            state=state,
            submitted_by=applicant,
            submitted_at=timezone.now(),
            statement_ru=STATEMENT,
            consent=True,
            is_demo=True,
        )
        _steps(row, applicant)
    own = Organisation.objects.filter(assignments__user=applicant).first()
    target = Cluster.objects.filter(slug="industrial").first()
    if own is not None and target is not None:
        MembershipApplication.objects.create(
            public_id=stable_public_id("demo-application", "draft"),
            cluster=target,
            organisation=own,
            submitted_by=applicant,
            valid_from=today(),
            is_demo=True,
        )
    return MembershipApplication.objects.filter(is_demo=True).count()


def _steps(row: MembershipApplication, applicant: User) -> None:
    told = {"object_type": row._meta.label_lower, "object_id": str(row.pk)}
    LifecycleStep.objects.create(**told, verb="submit", from_state="draft", to_state="submitted", by=applicant)
    if row.state == "returned":
        LifecycleStep.objects.create(
            **told, verb="send_back", from_state="submitted", to_state="returned", remark=REMARK
        )


def _like_name() -> None:
    """A second row of a made-up member, spelt otherwise."""
    member = Organisation.objects.filter(is_demo=True, memberships__cluster__slug="tourism", kind="sanatorium").first()
    if member is not None:
        Organisation.objects.create(
            public_id=stable_public_id("demo-like-name"),
            name_ru=f"ООО {member.name_ru.upper().replace('-', ' ')}",
            kind=member.kind,
            territory=member.territory,
            is_demo=True,
        )
