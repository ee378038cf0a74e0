"""What templates are told of the door."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.door.demands import is_waived


def door(request: HttpRequest) -> dict[str, Any]:
    """`waived`: a demonstration account that is not asked for a second factor. Nothing here touches the database."""
    user = getattr(request, "user", None)
    waived = bool(user and user.is_authenticated and is_waived(user))
    return {"door": {"provider_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "", "waived": waived}}
