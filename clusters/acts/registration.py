"""What this room says of itself when the portal starts."""

from accounts.models import User
from accounts.notices import visibility
from clusters import panels
from clusters.acts import access
from clusters.acts.models import ActFinding
from clusters.acts.panels import territory_panel


def _sees(user: User, public_id: str) -> bool:
    return access.findings_visible_to(user).filter(public_id=public_id).exists()


def register() -> None:
    """Safe to repeat."""
    visibility.register(ActFinding, _sees)
    if territory_panel not in panels.TERRITORY_PANELS:
        panels.TERRITORY_PANELS.append(territory_panel)
