from accounts.models.assignment import AssignmentBase, PortalAssignment
from accounts.models.audit import AuditEvent, AuditStream
from accounts.models.base import DatedModel, DatedQuerySet, PublicIdModel, TimestampedModel, new_public_id, today
from accounts.models.job import Job, JobQuerySet, JobTakenOver
from accounts.models.lifecycle import LifecycleStep
from accounts.models.notice import Notice, NoticeQuerySet
from accounts.models.token import ApiToken, ApiTokenQuerySet
from accounts.models.user import User, UserManager

__all__ = [
    "ApiToken",
    "ApiTokenQuerySet",
    "AssignmentBase",
    "AuditEvent",
    "AuditStream",
    "DatedModel",
    "DatedQuerySet",
    "Job",
    "JobQuerySet",
    "JobTakenOver",
    "LifecycleStep",
    "Notice",
    "NoticeQuerySet",
    "PortalAssignment",
    "PublicIdModel",
    "TimestampedModel",
    "User",
    "UserManager",
    "new_public_id",
    "today",
]
