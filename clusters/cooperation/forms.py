"""Forms of partner search and links. What is valid is said by the models; what happens then by the actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.form_parts import date_input
from clusters.cooperation.actions.notices import NOTICE_FIELDS
from clusters.cooperation.models import Interest, PartnerNotice
from clusters.enums import LinkKind, OrganisationKind, VolumeClass
from clusters.forms import CodesField, TerritoryChoiceField
from clusters.models import Cluster, Organisation
from clusters.queries import territories_by_name


class NoticeForm(forms.ModelForm):
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), to_field_name="public_id", empty_label=None
    )
    okved = CodesField(
        label=_("Activities of the partner (OKVED2)"),
        required=False,
        max_length=200,
        help_text=_(
            "Codes with spaces between them, for example: 10.51 11.07. By them the portal finds who could answer."
        ),
    )
    wanted_kinds = forms.MultipleChoiceField(
        label=_("Kinds of partners"),
        required=False,
        choices=OrganisationKind,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means any kind."),
    )
    territory = TerritoryChoiceField(
        label=_("Municipality"),
        queryset=territories_by_name().of_region(),
        required=False,
        empty_label=_("where our organisation is"),
    )
    cluster = forms.ModelChoiceField(
        label=_("Addressed to"),
        queryset=Cluster.objects.all(),
        required=False,
        empty_label=_("organisations of the whole region"),
    )

    class Meta:
        model = PartnerNotice
        fields = NOTICE_FIELDS
        widgets = {
            "kind": forms.RadioSelect,
            "text_ru": forms.Textarea({"rows": 6}),
            "text_en": forms.Textarea({"rows": 4}),
            "last_day": date_input(),
        }
        help_texts = {
            "title_en": _("If it is empty, readers of English see the Russian one."),
            "text_ru": _("What exactly, how much, by when, on which conditions. No personal data: everyone reads it."),
            "last_day": _("The notice is shown up to and including this day, a year at most."),
            "contact_name": _("Seen by another organisation only after you accept its answer."),
        }

    field_order = ["organisation", *NOTICE_FIELDS]

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        self.fields["kind"].choices = [choice for choice in self.fields["kind"].choices if choice[0]]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in NOTICE_FIELDS}

    def _post_clean(self) -> None:
        """The action checks the whole row; a form that filled the row too would change what the action compares with."""


class InterestForm(forms.ModelForm):
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), to_field_name="public_id", empty_label=None
    )

    class Meta:
        model = Interest
        fields = ("organisation", "message", "contact_name", "contact_email", "contact_phone")
        widgets = {"message": forms.Textarea({"rows": 6})}
        help_texts = {
            "message": _(
                "Read by the organisation that posted the notice, and by nobody else: not by the coordinator either."
            ),
            "contact_name": _("Seen by the other organisation only after it accepts."),
        }

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks the row."""


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("A word in answer"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The other side will read it."),
    )


DIRECTIONS = [
    ("out:supplies", pgettext_lazy("our link", "we supply it with goods")),
    ("in:supplies", pgettext_lazy("our link", "it supplies us with goods")),
    ("out:serves", pgettext_lazy("our link", "we provide services to it")),
    ("in:serves", pgettext_lazy("our link", "it provides services to us")),
    ("out:researches", pgettext_lazy("our link", "we do research for it")),
    ("in:researches", pgettext_lazy("our link", "it does research for us")),
    ("out:shares", pgettext_lazy("our link", "we share a facility with it")),
]


class LinkForm(forms.Form):
    """A link seen from the organisation whose page it is; `values` turns it into supplier and recipient."""

    what = forms.ChoiceField(label=_("What joins you"), choices=DIRECTIONS, widget=forms.RadioSelect)
    volume_class = forms.ChoiceField(label=_("Volume"), choices=VolumeClass, initial=VolumeClass.UNKNOWN)
    since = forms.DateField(label=_("Since"), required=False, widget=date_input())
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=300,
        help_text=_("A contract with number and date, a tender, a publication. Everyone reads it."),
    )

    def values(self, ours: Organisation, other: Organisation) -> dict[str, Any]:
        direction, _colon, kind = self.cleaned_data["what"].partition(":")
        supplier, recipient = (ours, other) if direction == "out" else (other, ours)
        rest = {name: self.cleaned_data[name] for name in ("volume_class", "since", "source")}
        return {"supplier": supplier, "recipient": recipient, "kind": kind, **rest}


class LinkEndForm(forms.Form):
    until = forms.DateField(
        label=_("First day without the link"),
        widget=date_input(),
        help_text=_("The link stays on the page of its history; it is no longer counted from this day on."),
    )


class LinkOutcomeForm(forms.Form):
    """What has come of an accepted answer; the direction follows from the notice."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("link", "Kind"),
        choices=[("", _("choose")), *((kind.value, capfirst(kind.label)) for kind in LinkKind)],
    )
    volume_class = forms.ChoiceField(label=_("Volume"), choices=VolumeClass, initial=VolumeClass.UNKNOWN)
