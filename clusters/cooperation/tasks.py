"""What partner search does by itself."""

from celery import shared_task

from clusters.cooperation.actions import expire_notices


@shared_task
def expire_partner_notices() -> int:
    """Every night: close what is past its last day. The lists leave it out from that day on anyway."""
    return expire_notices()
