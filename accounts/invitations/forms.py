"""Forms of the invitations; the rules are in the actions."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import User
from accounts.roles import roles_in


def _roles() -> list[tuple[str, str]]:
    return [("", _("none: an account only")), *roles_in("portal")]


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the person"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role in the portal"),
        choices=_roles,
        required=False,
        help_text=_("The role of administrator is only proposed in this way: another administrator confirms it."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Language, initial=get_language)

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class NewAccountForm(forms.ModelForm):
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters; several words are easier to remember than signs."),
    )

    class Meta:
        model = User
        fields = ["family_name", "given_name", "patronymic"]

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        for name, word in (
            ("family_name", "family-name"),
            ("given_name", "given-name"),
            ("patronymic", "additional-name"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = word
