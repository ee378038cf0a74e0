"""What may be asked of the trail."""

import datetime as dt
from ipaddress import ip_address
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.form_parts import date_input
from accounts.trail.queries import Criteria
from accounts.verbs import VERBS, verb_words


class TrailForm(forms.Form):
    person = forms.CharField(label=_("Who: family name, e-mail or number"), max_length=254, required=False)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    object = forms.CharField(label=_("To what: an address of the portal or an id"), max_length=300, required=False)
    since = forms.DateField(label=_("From the day"), required=False, widget=date_input())
    until = forms.DateField(label=_("Until the day"), required=False, widget=date_input())
    stream = forms.ChoiceField(label=_("Stream"), required=False)
    request = forms.CharField(label=_("Request"), max_length=64, required=False)
    address = forms.CharField(label=_("Network address"), max_length=45, required=False)

    def __init__(self, *arguments: Any, streams: list[str], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        words = sorted(((verb, verb_words(verb)) for verb in VERBS), key=lambda pair: pair[1])
        asked = self.data.get("verb", "")
        # A deed of the administration site has no words of its own; an address with it stays good.
        more = [(asked, verb_words(asked))] if asked and asked not in VERBS else []
        self.fields["verb"].choices = [("", _("anything")), *more, *words]
        self.fields["stream"].choices = [("", _("all")), *((name, name) for name in streams)]

    def clean_address(self) -> str:
        words = self.cleaned_data["address"].strip()
        try:
            return str(ip_address(words)) if words else ""
        except ValueError:
            raise ValidationError(_("This is no network address. Example: 192.0.2.17 or 2001:db8::17.")) from None

    def criteria(self) -> Criteria:
        """Days are those of the reader's own clock; the last one is included."""
        given = self.cleaned_data
        day = dt.timedelta(days=1)
        since, until = given.get("since"), given.get("until")
        return Criteria(
            **{name: given.get(name, "") for name in ("person", "verb", "object", "request", "stream", "address")},
            since=_midnight(since) if since else None,
            until=_midnight(until + day) if until and until < dt.date.max else None,
        )


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
