"""The verbs of partner search and of links. Each checks the right of `by`, writes its audit row in the same transaction
and raises ValidationError or PermissionDenied before anything is half-written."""

from clusters.cooperation.actions.interests import (
    accept_interest,
    decline_interest,
    express_interest,
    link_from_interest,
    take_back_interest,
)
from clusters.cooperation.actions.links import confirm_link, dispute_link
from clusters.cooperation.actions.notices import (
    close_notice,
    draft_notice,
    edit_notice,
    expire_notices,
    publish_notice,
    withdraw_notice,
)

__all__ = [
    "accept_interest",
    "close_notice",
    "confirm_link",
    "decline_interest",
    "dispute_link",
    "draft_notice",
    "edit_notice",
    "expire_notices",
    "express_interest",
    "link_from_interest",
    "publish_notice",
    "take_back_interest",
    "withdraw_notice",
]
