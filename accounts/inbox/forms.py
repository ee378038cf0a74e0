"""Forms of the pages of notices; the rules are in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Channel
from accounts.models import NoticeHours
from accounts.notices.groups import GROUPS

CHOSEN = [group for group in GROUPS if not group.fixed]


class InboxFilterForm(forms.Form):
    show = forms.ChoiceField(label=_("Show"), choices=[("", _("all")), ("unread", _("unread only"))], required=False)
    group = forms.ChoiceField(
        label=_("About"),
        choices=[("", _("everything")), *((group.code, group.label) for group in GROUPS)],
        required=False,
    )


def _clock(label: object, help_text: object = "", *, required: bool = False) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, help_text=help_text, required=required, widget=widget)


class WishesForm(forms.Form):
    """One choice for each group, then the hours."""

    digest_at = _clock(_("The daily letter comes at"), _("On the clock of your time zone."), required=True)
    quiet_from = _clock(
        _("Quiet hours from"), _("Letters wait until they are over, except those about the safety of your account.")
    )
    quiet_until = _clock(_("Quiet hours until"))

    def __init__(self, *arguments: Any, wishes: dict[str, Channel], hours: NoticeHours, **keywords: Any) -> None:
        chosen = {group.code: wishes.get(group.code, Channel.DIGEST) for group in CHOSEN}
        clocks = {name: getattr(hours, name) for name in ("digest_at", "quiet_from", "quiet_until")}
        super().__init__(*arguments, initial={**chosen, **clocks}, **keywords)
        for group in CHOSEN:
            self.fields[group.code] = forms.ChoiceField(label=group.label, choices=Channel.choices)
        self.order_fields([*(group.code for group in CHOSEN), "digest_at", "quiet_from", "quiet_until"])

    def chosen(self) -> dict[str, Channel]:
        return {group.code: Channel(self.cleaned_data[group.code]) for group in CHOSEN}

    def hours(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("digest_at", "quiet_from", "quiet_until")}
