"""Forms of one's own pages; the rules are in the models and actions."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Scope
from accounts.models import User
from accounts.networks import validate_networks

TIME_ZONES = [
    ("Europe/Moscow", _("Moscow, UTC+3")),
    ("Europe/Kaliningrad", _("Kaliningrad, UTC+2")),
    ("Europe/Samara", _("Samara, UTC+4")),
    ("Asia/Yekaterinburg", _("Yekaterinburg, UTC+5")),
    ("Asia/Omsk", _("Omsk, UTC+6")),
    ("Asia/Krasnoyarsk", _("Krasnoyarsk, UTC+7")),
    ("Asia/Irkutsk", _("Irkutsk, UTC+8")),
    ("Asia/Yakutsk", _("Yakutsk, UTC+9")),
    ("Asia/Vladivostok", _("Vladivostok, UTC+10")),
    ("Asia/Magadan", _("Magadan, UTC+11")),
    ("Asia/Kamchatka", _("Kamchatka, UTC+12")),
]


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=TIME_ZONES)

    class Meta:
        model = User
        fields = ["family_name", "given_name", "patronymic", "language", "time_zone"]

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        # A zone set by an administrator or a command stays choosable, whatever the short list holds.
        current = self.instance.time_zone
        if current not in dict(TIME_ZONES):
            self.fields["time_zone"].choices = [(current, current), *TIME_ZONES]
        self.fields["family_name"].widget.attrs["autocomplete"] = "family-name"
        self.fields["given_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["patronymic"].widget.attrs["autocomplete"] = "additional-name"


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("What the token is for: the program or the place that will use it."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Allowed to"),
        # Nothing can be sent to the REST interface yet, so the scope for it is not offered.
        choices=[(Scope.READ.value, Scope.READ.label)],
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A token can never do more than you may do yourself."),
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("one year"))],
        initial=90,
    )
    networks = forms.CharField(
        label=_("Only from these networks"),
        required=False,
        max_length=1000,
        help_text=_("Addresses like 203.0.113.0/24 or 203.0.113.7, with spaces between them. Empty: from anywhere."),
    )

    def clean_networks(self) -> list[str]:
        found = self.cleaned_data["networks"].replace(",", " ").replace(";", " ").split()
        validate_networks(found)
        return found

    def expires_in(self) -> dt.timedelta:
        return dt.timedelta(days=self.cleaned_data["days"])
