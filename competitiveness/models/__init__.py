from competitiveness.models.method import MethodVersion
from competitiveness.models.report import Report, ReportQuerySet
from competitiveness.models.run import ReportRun, ReportRunQuerySet

__all__ = ["MethodVersion", "Report", "ReportQuerySet", "ReportRun", "ReportRunQuerySet"]
