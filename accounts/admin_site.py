"""The administration site: entered by role, through the portal's own sign-in, every change in the audit trail."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import can_administer
from accounts.admin_base import AuditedModelAdmin, ReadOnly

# Their pages would write past the trail; what is needed of them is offered by pages of our own.
LIBRARIES = ("django.", "allauth.", "knox.")


class PortalAdminSite(AdminSite):
    site_title = site_header = _("CMW Cluster Portal")
    index_title = _("Administration")

    def register(self, model_or_iterable: Any, admin_class: type[ModelAdmin] | None = None, **options: Any) -> None:
        """A page that is not audited can only be read; a library's own pages are passed over."""
        if admin_class is not None and admin_class.__module__.startswith(LIBRARIES):
            return
        if admin_class is None or not issubclass(admin_class, AuditedModelAdmin):
            plain = admin_class or ModelAdmin
            admin_class = type(plain.__name__, (ReadOnly, plain), {"__module__": plain.__module__})
        super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or can_administer(request.user)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Django's own form knows neither the limits on guessing nor, later, the second factor."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return HttpResponseRedirect(reverse("admin:index"))
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_change_password"))

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return _sign_out(request)


@require_POST
def _sign_out(request: HttpRequest) -> HttpResponse:
    get_adapter(request).logout(request)
    return HttpResponseRedirect(reverse("home"))
