"""The pages around the lists: what the interface offers, its document, and the answer where there is nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.decorators import api_view, permission_classes, schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from exchange.formats import FORMATS


class SchemaView(SpectacularAPIView):
    """The OpenAPI document: JSON, or YAML for those who ask for it."""

    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer]
    schema = None


class SchemaPage(SpectacularSwaggerSplitView):
    """The document as a page to try it on. Scripts come from the portal itself, none stands in the page."""

    template_name = "exchange/swagger.html"
    url_name = "api:schema"
    schema = None


class NothingHere(APIView):
    """Unknown addresses below the interface get its own shape of error, not a page."""

    permission_classes = [AllowAny]
    schema = None

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        raise NotFound


@require_safe
def about(request: HttpRequest, lists: list[str]) -> HttpResponse:
    """What the interface offers, for a person with a browser."""
    breadcrumbs = [{"label": _("Open data interface"), "url": ""}]
    return render(
        request, "exchange/about.html", {"lists": lists, "formats": list(FORMATS), "breadcrumbs": breadcrumbs}
    )


@api_view(["GET"])
@permission_classes([AllowAny])
@schema(None)
def root(request: Request, lists: list[str]) -> HttpResponse:
    """The addresses of all lists, for a program."""
    addresses = {name: request.build_absolute_uri(f"{request.path}{name}/") for name in lists}
    return JsonResponse(addresses)
