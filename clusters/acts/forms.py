"""Forms of the register of acts. What is valid is said by the models; what happens then by the actions."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.form_parts import date_input
from accounts.models import User, today
from clusters.acts import access, words
from clusters.acts.actions import ACT_FIELDS
from clusters.acts.enums import SYMMETRIC, FindingKind, RelationKind, Settlement
from clusters.acts.models import ActFinding, LegalAct, Topic
from clusters.enums import Sector
from clusters.forms import TerritoryChoiceField
from clusters.models import Organisation, Territory
from clusters.queries import name_column, territory_name_order
from clusters.search import match

_ADDRESS = re.compile(r"(?:^|/acts/)([0-9a-z]{12})/?$", re.IGNORECASE)
_OFFERED = 5


class DayField(forms.DateField):
    """A day chosen from the browser's calendar, or typed."""

    def __init__(self, **kwargs):
        super().__init__(widget=date_input(), **kwargs)


class PersonChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return obj.get_full_name() or obj.email


class ActField(forms.CharField):
    """Another act, by its number, words of its title or the address of its page. Cleans to the act."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Its number, words of its title, or the address of its page in the portal."))
        super().__init__(max_length=300, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        found = _acts_called(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                gettext("No act is found by “%(text)s”. Look it up in the register and give its number.")
                % {"text": text}
            )
        raise ValidationError(_several(found))


def _acts_called(text: str) -> list[LegalAct]:
    """By the address, by the whole number, by words: the first of these ways that finds any."""
    rows = LegalAct.objects.defer("search_text").order_by("-date", "-pk")
    address = _ADDRESS.search(text)
    if address and (found := list(rows.filter(public_id=address[1].lower()))):
        return found
    number = text.removeprefix("№").removeprefix("No.").strip()
    return list(rows.filter(number=number)[: _OFFERED + 1]) or list(match(rows, text)[: _OFFERED + 1])


def _several(found: list[LegalAct]) -> str:
    names = "; ".join(f"{words.short_name(act)} — {act.title[:80]} ({act.public_id})" for act in found[:_OFFERED])
    more = " …" if len(found) > _OFFERED else ""
    return gettext("Several acts are found. Give the word in brackets of the right one: %(acts)s") % {
        "acts": names + more
    }


class ActForm(forms.ModelForm):
    territory = TerritoryChoiceField(
        label=_("Territory where it applies"),
        queryset=Territory.objects.without_outlines().order_by(territory_name_order()),
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    in_force_from = DayField(label=_("In force from"), required=False)
    in_force_until = DayField(
        label=_("In force until"), required=False, help_text=_("The first day on which it no longer holds.")
    )
    owner = PersonChoiceField(label=_("Responsible person"), queryset=User.objects.none(), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = LegalAct
        fields = ACT_FIELDS
        widgets = {"note_ru": forms.Textarea({"rows": 3}), "note_en": forms.Textarea({"rows": 3})}
        help_texts = {
            "date": _("A day, or only the month or the year: 2023-05-11, 2023-05 or 2023."),
            "level": _("If it is empty, it follows from the kind or from the territory."),
            "title_en": _("If it is empty, readers of English see the Russian title."),
            "text_url": _("The full address, beginning with https://."),
            "source": _("Where this entry was taken from, if not from the text itself."),
        }

    field_order = (*ACT_FIELDS[:9], "topics", *ACT_FIELDS[9:])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].required = False
        self.fields["owner"].queryset = access.possible_owners()
        self.fields["owner_organisation"].queryset = authorities()
        if self.instance.pk:
            self.fields["topics"].initial = list(self.instance.topics.all())
            self.fields["seen"].initial = self.instance.updated_at.isoformat()

    def _post_clean(self):
        """The action validates: here the instance must stay as it is in the database."""

    @property
    def given(self) -> dict:
        return {name: self.cleaned_data[name] for name in ACT_FIELDS}

    @property
    def seen_at(self):
        return parse_datetime(self.cleaned_data.get("seen") or "")


def authorities():
    """Organisations of the government sector, by the name the reader sees."""
    return Organisation.objects.filter(sector=Sector.GOVERNMENT).order_by(name_column(), "pk")


class RelationForm(forms.Form):
    kind = forms.ChoiceField(label=_("What this act does to the other"), choices=RelationKind)
    other = ActField(label=_("Other act"))
    since = DayField(
        label=_("Since"),
        required=False,
        help_text=_("Repealing and replacing end the other act on this day; by default the first day of this act."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class EndRelationForm(forms.Form):
    until = DayField(label=_("First day on which it no longer holds"), initial=today)


class _OwnerForm(forms.Form):
    """Who settles it and by when."""

    owner = PersonChoiceField(label=_("Owner"), queryset=User.objects.none())
    owner_organisation = forms.ModelChoiceField(
        label=_("Responsible authority"), queryset=Organisation.objects.none(), required=False
    )
    due = DayField(label=_("To be settled by"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = access.possible_owners()
        self.fields["owner_organisation"].queryset = authorities()


class ConflictForm(_OwnerForm):
    other = ActField(label=_("Other act"))
    kind = forms.ChoiceField(
        label=_("What is wrong"),
        choices=[(kind.value, kind.label) for kind in (FindingKind.CONTRADICTION, FindingKind.DUPLICATION)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is at odds"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Articles and words; everyone will read it."),
    )
    field_order = ("other", "kind", "reason", "owner", "owner_organisation", "due")


class RemarkForm(forms.Form):
    remark = forms.CharField(label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))


class ReasonForm(forms.Form):
    remark = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class ConfirmForm(RemarkForm):
    relation = forms.ChoiceField(
        label=_("The two acts"), choices=[(kind.value, kind.label) for kind in SYMMETRIC], widget=forms.RadioSelect
    )
    field_order = ("relation", "remark")


class AssignForm(_OwnerForm, RemarkForm):
    field_order = ("owner", "owner_organisation", "due", "remark")


class SettleForm(forms.Form):
    settlement = forms.ChoiceField(label=_("How it was settled"), choices=Settlement, widget=forms.RadioSelect)
    settled_on = DayField(label=_("On which day"), initial=today)
    remark = forms.CharField(
        label=_("In words"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Which act was changed and how; everyone will read it."),
    )


def form_of_step(verb: str, finding: ActFinding) -> type[forms.Form]:
    """What a person is asked when taking a step."""
    if verb == "confirm":
        pairwise = finding.kind not in (FindingKind.ENDED_CITED, FindingKind.AMENDS_ENDED)
        return ConfirmForm if pairwise else RemarkForm
    return {"reject": ReasonForm, "reopen": ReasonForm, "assign": AssignForm, "settle": SettleForm}.get(
        verb, RemarkForm
    )
