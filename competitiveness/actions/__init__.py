"""Everything that is done with reports. Each deed leaves its audit row in its own transaction."""

from competitiveness.actions.outcomes import fail_run, store_report
from competitiveness.actions.publishing import publish_report, withdraw_report
from competitiveness.actions.requests import request_report, valid_period

__all__ = ["fail_run", "publish_report", "request_report", "store_report", "valid_period", "withdraw_report"]
