from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clusters.models import Cluster, Territory
from competitiveness import actions, worker
from competitiveness.enums import ReportKind
from competitiveness.models import ReportRun


class Command(BaseCommand):
    help = "Computes one report now, without a worker: a cluster's for a quarter or a territory's profile for a year."

    def add_arguments(self, parser: CommandParser) -> None:
        subject = parser.add_mutually_exclusive_group(required=True)
        subject.add_argument("--cluster", metavar="SLUG", help="for example tourism")
        subject.add_argument("--territory", metavar="CODE", help="for example KISL")
        parser.add_argument("--period", required=True, help="2026-Q3 for a cluster, 2023 for a territory")
        parser.add_argument("--publish", action="store_true", help="publish it; otherwise it stays a draft")

    def handle(self, *args: object, **options) -> None:
        kind, subject = self.subject(options)
        try:
            run = actions.request_report(
                by=None, kind=kind, subject=subject, period=options["period"], publish=options["publish"]
            )
        except ValidationError as invalid:
            raise CommandError(" ".join(invalid.messages)) from None
        worker.work_on(run.pk)
        run = ReportRun.objects.select_related("report").get(pk=run.pk)
        if run.report is None:
            raise CommandError(run.error or f"Another worker is busy with it: {run.get_absolute_url()}")
        report = run.report
        self.stdout.write(f"{report.get_absolute_url()}  {report.state}  result {report.result_digest}")

    def subject(self, options: dict) -> tuple[str, Cluster | Territory]:
        """The kind and the row; CommandError lists the words that exist."""
        if options["cluster"]:
            found, known = (
                Cluster.objects.filter(slug=options["cluster"]),
                Cluster.objects.values_list("slug", flat=True),
            )
            kind, word = ReportKind.CLUSTER, f"--cluster {options['cluster']}"
        else:
            code = options["territory"].upper()
            found, known = Territory.objects.filter(code=code), Territory.objects.values_list("code", flat=True)
            kind, word = ReportKind.TERRITORY_PROFILE, f"--territory {code}"
        if (subject := found.first()) is None:
            raise CommandError(f"{word}: not known. Known: {', '.join(sorted(known))}.")
        return kind, subject
