from django import forms
from django.utils.translation import gettext_lazy as _


class FilterNameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As you will look for it above the register."))
