"""From where a deed was done, without an address in a chain that can never be changed.

The chain keeps an HMAC of the address under a key of the month; the address itself stands beside it in a table that is
erased. When the addresses of a month are erased its key goes too: what stays in the chain can then be traced by nobody,
and the chain still verifies. While the key lives, the deeds of one address are found by its HMAC.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from ipaddress import ip_address

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models.audit import AuditEvent
from accounts.models.trail import AuditAddress, AuditAddressKey
from accounts.request_context import Origin


def stand_in(address: str, moment: dt.datetime) -> str:
    """What the chain keeps for the address; an empty string where there is none."""
    if not address:
        return ""
    month = moment.astimezone(dt.UTC).date().replace(day=1)
    key, _made = AuditAddressKey.objects.get_or_create(month=month, defaults={"secret": secrets.token_hex(32)})
    return _hmac(key, address)


def stand_ins(address: str) -> list[str]:
    """All that may stand for the address in the chain: one for each month whose key is still kept."""
    return [_hmac(key, address) for key in AuditAddressKey.objects.all()]


def keep(event: AuditEvent, origin: Origin) -> None:
    """Put the address beside the row, where it can be erased."""
    if origin.address:
        AuditAddress.objects.create(
            event=event, address=origin.address, agent=origin.agent, recorded_at=event.recorded_at
        )


@transaction.atomic
def erase_old() -> int:
    """Erase addresses kept for longer than AUDIT_ADDRESS_DAYS, and keys of months that are over for good; how many addresses."""
    limit = timezone.now() - dt.timedelta(days=settings.AUDIT_ADDRESS_DAYS)
    erased, _by_model = AuditAddress.objects.filter(recorded_at__lt=limit).delete()
    # A month is over for good when its last moment is older than the limit.
    AuditAddressKey.objects.filter(month__lt=limit.astimezone(dt.UTC).date().replace(day=1)).delete()
    return erased


def _hmac(key: AuditAddressKey, address: str) -> str:
    return hmac.new(bytes.fromhex(key.secret), ip_address(address).packed, hashlib.sha256).hexdigest()
