from accounts.models.assignment import AssignmentBase, AssignmentQuerySet, PortalAssignment, two_persons_rule
from accounts.models.audit import AuditEvent, AuditStream
from accounts.models.base import DatedModel, DatedQuerySet, PublicIdModel, TimestampedModel, new_public_id, today
from accounts.models.job import Job, JobQuerySet, JobTakenOver
from accounts.models.lifecycle import LifecycleStep
from accounts.models.notice import Digest, Notice, NoticeHours, NoticeQuerySet, NoticeWish
from accounts.models.token import ApiToken, ApiTokenQuerySet
from accounts.models.trail import AuditAddress, AuditAddressKey, AuditSubject, TrailCheck
from accounts.models.user import User, UserManager

__all__ = [
    "ApiToken",
    "ApiTokenQuerySet",
    "AssignmentBase",
    "AssignmentQuerySet",
    "AuditAddress",
    "AuditAddressKey",
    "AuditEvent",
    "AuditStream",
    "AuditSubject",
    "DatedModel",
    "DatedQuerySet",
    "Digest",
    "Job",
    "JobQuerySet",
    "JobTakenOver",
    "LifecycleStep",
    "Notice",
    "NoticeHours",
    "NoticeQuerySet",
    "NoticeWish",
    "PortalAssignment",
    "PublicIdModel",
    "TimestampedModel",
    "TrailCheck",
    "User",
    "UserManager",
    "new_public_id",
    "today",
    "two_persons_rule",
]

# The rooms keep their models themselves; one line each, so that Django knows them all.
from accounts.door import models as _door  # noqa: F401
from accounts.invitations import models as _invitations  # noqa: F401
from accounts.personal_data import models as _personal_data  # noqa: F401
from accounts.sessions import models as _sessions  # noqa: F401
