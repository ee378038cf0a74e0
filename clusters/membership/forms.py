"""Forms of this room. What is valid is said by the models and the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.form_parts import date_input
from accounts.models import User, today
from clusters.forms import OrganisationForm
from clusters.membership import access
from clusters.membership.models import MembershipApplication
from clusters.models import Organisation
from clusters.queries import organisation_by_word


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=date_input(), **more)


class OwnOrganisationField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name


class ApplicationForm(forms.Form):
    organisation = OwnOrganisationField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=None,
    )
    statement_ru = forms.CharField(
        label=_("Why the organisation enters the cluster"),
        help_text=_(
            "What it makes or does, with whom of the cluster it works or wants to. The coordinator reads this."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    valid_from = day_field(
        _("Member from"), required=False, help_text=_("Empty: from the day on which you submit the application.")
    )
    consent = forms.BooleanField(
        label=_("The organisation agrees that the coordinator of the cluster reads its figures"),
        help_text=_("Only figures of periods that end after the membership began, and only while it lasts."),
        required=False,
    )

    def __init__(self, *args: Any, user: User, application: MembershipApplication | None = None, **kwargs: Any) -> None:
        if application is not None:
            kwargs["initial"] = {name: getattr(application, name) for name in ("statement_ru", "consent", "valid_from")}
        super().__init__(*args, **kwargs)
        own = access.organisations_to_apply_for(user)
        if application is not None or not own.exists():
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = own.order_by("name_ru")


class ProposedForm(OrganisationForm):
    """An organisation that is not in the registry yet. Its uniqueness is a check of the application, with its remedy."""

    def validate_unique(self) -> None:
        return

    def validate_constraints(self) -> None:
        return

    def proposed(self) -> dict[str, Any]:
        """As an application keeps it: the territory by its code, numbers as text."""
        values = dict(self.cleaned_data)
        values["territory"] = values["territory"].code if values.get("territory") else ""
        for name in ("latitude", "longitude"):
            values[name] = str(values[name]) if values.get(name) is not None else ""
        return values


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("Remark"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The other side reads it."),
    )


class LinkForm(forms.Form):
    """The organisation of the registry that the proposed one turns out to be, by its public id."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.filter(replaced_by=None), to_field_name="public_id", widget=forms.HiddenInput
    )


class OfferForm(forms.Form):
    organisation = forms.CharField(
        label=_("Organisation of the registry"),
        max_length=40,
        help_text=_("Its INN, or the last word of the address of its page."),
    )
    statement_ru = forms.CharField(
        label=_("Why the cluster asks it in"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    valid_from = day_field(_("Member from"), initial=today)

    def clean_organisation(self) -> Organisation:
        found = organisation_by_word(self.cleaned_data["organisation"])
        if found is None:
            raise forms.ValidationError(
                _(
                    "There is no such organisation. Open its page and copy the last word of the address, or give the INN."
                )
            )
        return found


class SuspendForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    valid_from = day_field(_("From"), initial=today)
    valid_until = day_field(
        _("Until"), required=False, help_text=_("The first day on which it works again; empty: until it is resumed.")
    )


class EndForm(forms.Form):
    ended_as = forms.ChoiceField(
        label=_("How it ends"),
        choices=[("left", _("Left of its own will")), ("excluded", _("Excluded"))],
        widget=forms.RadioSelect,
        initial="left",
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed for an exclusion."),
    )
    valid_until = day_field(_("First day without it"), initial=today)


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the colleague"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Language, initial="ru")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV (UTF-8 or cp1251) or XLSX up to 10 MB, with headings in the first row."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
