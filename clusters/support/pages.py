"""Parts that the pages of support share."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.support.models import SupportApplication, SupportMeasure


def crumbs(measure: SupportMeasure | None = None) -> list[dict[str, str]]:
    above = [{"label": _("Support"), "url": reverse("clusters:measure-list")}]
    return [*above, {"label": measure.name, "url": measure.get_absolute_url()}] if measure else above


def crumbs_of_applications(application: SupportApplication | None = None) -> list[dict[str, str]]:
    above = [*crumbs(), {"label": _("Your applications"), "url": reverse("clusters:support-application-list")}]
    if application is None:
        return above
    return [*above, {"label": application.measure.name, "url": application.get_absolute_url()}]


def asked_form(form_class: type[Form], request: Any, **kwargs: Any) -> Form:
    """Bound where it has been sent."""
    return form_class(request.POST if request.method == "POST" else None, **kwargs)
