"""Kinds and states of partner search."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class NoticeKind(TextChoices):
    OFFER = "offer", pgettext_lazy("kind of notice", "Offer")
    REQUEST = "request", pgettext_lazy("kind of notice", "Request")


class Subject(TextChoices):
    """What is offered or asked for."""

    GOODS = "goods", pgettext_lazy("partner search", "Goods")
    SERVICE = "service", pgettext_lazy("partner search", "Services")
    RESEARCH = "research", pgettext_lazy("partner search", "Research")
    EQUIPMENT = "equipment", pgettext_lazy("partner search", "Equipment and premises")
    STAFF = "staff", pgettext_lazy("partner search", "Staff")
    JOINT_PROJECT = "joint_project", pgettext_lazy("partner search", "Joint project")


class NoticeState(TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a notice", "draft")
    PUBLISHED = "published", pgettext_lazy("state of a notice", "published")
    CLOSED = "closed", pgettext_lazy("state of a notice", "closed by the organisation")
    EXPIRED = "expired", pgettext_lazy("state of a notice", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a notice", "withdrawn by the coordinator")


class InterestState(TextChoices):
    SENT = "sent", pgettext_lazy("state of an interest", "awaits an answer")
    ACCEPTED = "accepted", pgettext_lazy("state of an interest", "accepted")
    DECLINED = "declined", pgettext_lazy("state of an interest", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an interest", "taken back")
