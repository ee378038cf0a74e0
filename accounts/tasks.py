"""What the clock of the portal does in this room: letters, checkpoints of the trail, erasure."""

from celery import shared_task

from accounts.notices import delivery
from accounts.trail import checkpoints, origins, verification


@shared_task
def deliver_notices() -> int:
    return delivery.deliver_due_notices()


@shared_task
def send_digests() -> int:
    return delivery.send_due_digests()


@shared_task
def checkpoint_audit() -> str:
    return checkpoints.write().digest


@shared_task
def verify_audit() -> int:
    """The number of problems; they are on the page of the trail."""
    return len(verification.verify_and_note().problems)


@shared_task
def erase_addresses() -> int:
    return origins.erase_old()
