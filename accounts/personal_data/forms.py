from django import forms
from django.utils.translation import gettext_lazy as _


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Legal reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The law or the obligation that forbids the erasure; the person will read it."),
    )
