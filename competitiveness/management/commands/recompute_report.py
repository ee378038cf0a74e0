from django.core.management.base import BaseCommand, CommandError, CommandParser

from competitiveness import computing
from competitiveness.digests import differences, digest
from competitiveness.models import Report


class Command(BaseCommand):
    help = (
        "Computes a stored report again from its frozen inputs by its frozen method and compares the digests. "
        "Changes nothing; fails, and shows where, when a digest differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("public_id", metavar="ID", nargs="+", help="the last part of the report's address; or all")

    def handle(self, *args: object, public_id: list[str], **options: object) -> None:
        reports = Report.objects.select_related("method").order_by("pk")
        if public_id != ["all"]:
            reports = reports.filter(public_id__in=[word.lower() for word in public_id])
            if missing := {word.lower() for word in public_id} - {report.public_id for report in reports}:
                raise CommandError(f"There is no report {', '.join(sorted(missing))}.")
        wrong = sum(not self.check_one(report) for report in reports.iterator())
        if wrong:
            raise CommandError(f"{wrong} report(s) do not come out as stored.")

    def check_one(self, report: Report) -> bool:
        """Does everything come out as stored? What does not is written to stderr."""
        lines = self.differing_digests(report)
        result = computing.compute(report.kind, report.inputs, report.method.config)
        if digest(result) != report.result_digest:
            lines.append(f"result: computed {digest(result)}, stored {report.result_digest}")
            lines += differences(result, report.result)
        for line in lines:
            self.stderr.write(f"{report.public_id}  {line}")
        if not lines:
            self.stdout.write(f"{report.public_id}  same  {report.result_digest}")
        return not lines

    def differing_digests(self, report: Report) -> list[str]:
        stored = {
            "method": (report.method.config, report.method.digest),
            "inputs": (report.inputs, report.input_digest),
            "stored result": (report.result, report.result_digest),
        }
        return [
            f"{name}: the content gives {digest(content)}, the digest stored with it is {kept}"
            for name, (content, kept) in stored.items()
            if digest(content) != kept
        ]
