from clusters.cooperation.models.interests import Interest
from clusters.cooperation.models.notices import PartnerNotice

__all__ = ["Interest", "PartnerNotice"]
