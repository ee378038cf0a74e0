"""The base of every room's administration pages: additions, changes, removals, rows inside a form."""

import pytest
from django.contrib.admin import TabularInline
from django.forms import modelform_factory
from django.test import RequestFactory

from accounts.admin_base import AuditedModelAdmin
from accounts.admin_site import PortalAdminSite
from accounts.models import AuditEvent, AuditStream, Notice, User
from tests import cast

pytestmark = pytest.mark.django_db


class NoticeInline(TabularInline):
    model = Notice
    fields = ["kind", "subject", "body"]


class WithNotices(AuditedModelAdmin):
    inlines = [NoticeInline]


@pytest.fixture
def request_by(db):
    request = RequestFactory().post("/admin/")
    request.user = cast.administrator()
    return request


def recorded() -> list[tuple]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", "before", "after"))


def test_removal_keeps_what_was_there(request_by) -> None:
    page = AuditedModelAdmin(AuditStream, PortalAdminSite())
    page.delete_model(request_by, AuditStream.objects.create(name="old"))
    assert recorded() == [("accounts.delete_auditstream", {"name": "old", "sequence": 0, "digest": ""}, None)]


def test_removal_of_several_records_each(request_by) -> None:
    page = AuditedModelAdmin(Notice, PortalAdminSite())
    for subject in "ab":
        Notice.objects.create(recipient=cast.visitor(), kind="k", subject=subject, body="b")
    page.delete_queryset(request_by, Notice.objects.order_by("pk"))
    assert [before["subject"] for _verb, before, _after in recorded()] == ["a", "b"]
    assert Notice.objects.count() == 0


def test_rows_inside_a_form_are_recorded(request_by) -> None:
    user = cast.visitor()
    kept, gone = (Notice.objects.create(recipient=user, kind="k", subject=s, body="b") for s in ("kept", "gone"))
    page = WithNotices(User, PortalAdminSite())
    inline = page.get_formset_kwargs(request_by, user, NoticeInline(User, PortalAdminSite()), "notices")
    data = {"notices-TOTAL_FORMS": "3", "notices-INITIAL_FORMS": "2"}
    rows = [(kept.pk, "changed", ""), (gone.pk, "gone", "on"), ("", "new", "")]
    for number, (pk, subject, delete) in enumerate(rows):
        row = {"id": pk, "recipient": user.pk, "kind": "k", "subject": subject, "body": "b", "DELETE": delete}
        data |= {f"notices-{number}-{name}": value for name, value in row.items()}
    make = NoticeInline(User, PortalAdminSite()).get_formset(request_by, user)
    formset = make(data, instance=user, prefix="notices", queryset=Notice.objects.order_by("pk"))
    assert formset.is_valid(), formset.errors
    assert inline["instance"] == user
    page.save_formset(request_by, modelform_factory(User, fields=[])(instance=user), formset, change=True)
    told = [(verb, (before or {}).get("subject"), (after or {}).get("subject")) for verb, before, after in recorded()]
    assert told == [
        ("accounts.add_notice", None, "new"),
        ("accounts.change_notice", "kept", "changed"),
        ("accounts.delete_notice", "gone", None),
    ]
