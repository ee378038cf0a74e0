"""What this room says of itself when the portal starts."""

from accounts.models import User
from accounts.notices import visibility
from clusters.acts import access
from clusters.acts.models import ActFinding


def _sees(user: User, public_id: str) -> bool:
    return access.findings_visible_to(user).filter(public_id=public_id).exists()


def register() -> None:
    """Safe to repeat."""
    visibility.register(ActFinding, _sees)
