"""The portal looks for acts that may be at odds and keeps what it finds, once for the same grounds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

from accounts import audit
from accounts.models import User, today
from clusters.acts import detection, words
from clusters.acts.actions.acts import require_keeper
from clusters.acts.detection import Candidate
from clusters.acts.enums import FindingState
from clusters.acts.lifecycle import FINDING
from clusters.acts.models import ActFinding, LegalAct
from clusters.acts.queries import topic_names

BATCH = 500
_PUT_ASIDE = frozenset({FindingState.REJECTED.value, FindingState.SETTLED.value})


@dataclass(frozen=True)
class Looked:
    """How many candidates are new, how many came back because the acts have changed, how many are no longer found."""

    found: int
    returned: int
    lapsed: int


@transaction.atomic
def look_for_findings(*, by: User | None) -> Looked:
    """Look at the whole register. Repeated without a change in the acts it changes nothing.

    A rejected or settled finding comes back only when its grounds differ from those it was put aside with; what is
    confirmed or in work is left alone; a candidate whose grounds have gone lapses.
    """
    require_keeper(by)
    candidates = {candidate.key: candidate for candidate in detection.candidates(today())}
    known = {(row.kind, row.act_a_id, row.act_b_id): row for row in ActFinding.objects.select_for_update()}
    fresh = [candidate for key, candidate in candidates.items() if key not in known]
    for start in range(0, len(fresh), BATCH):
        rows = _with_reasons((candidate, ActFinding()) for candidate in fresh[start : start + BATCH])
        # Two people may look at once: the pair is kept once, whoever was first.
        ActFinding.objects.bulk_create(rows, ignore_conflicts=True)
    returned = _bring_up_to_date([(candidates[key], row) for key, row in known.items() if key in candidates])
    gone = [row for key, row in known.items() if key not in candidates and row.state == FindingState.FOUND]
    for row in gone:
        FINDING.take(by=None, obj=row, verb="lapse")
    looked = Looked(found=len(fresh), returned=returned, lapsed=len(gone))
    if looked != Looked(0, 0, 0):
        audit.record(by=by, verb="clusters.look_for_act_findings", after=vars(looked))
    return looked


def _bring_up_to_date(pairs: list[tuple[Candidate, ActFinding]]) -> int:
    """Write down grounds that have changed; the number of findings that came back."""
    changed = [(candidate, row) for candidate, row in pairs if row.grounds != candidate.grounds]
    back = [row for candidate, row in pairs if _comes_back(candidate, row)]
    for row in _with_reasons(changed):
        row.save(update_fields=["grounds", "reason_ru", "reason_en", "updated_at"])
    for row in back:
        FINDING.take(by=None, obj=row, verb="return")
        ActFinding.objects.filter(pk=row.pk).update(settlement="", settled_on=None)
    return len(back)


def _comes_back(candidate: Candidate, row: ActFinding) -> bool:
    """A lapsed one at once; one put aside on other grounds. One that a person had marked has had no grounds yet."""
    if row.state == FindingState.LAPSED:
        return True
    return row.state in _PUT_ASIDE and row.grounds not in ("", candidate.grounds)


def _with_reasons(pairs: Iterable[tuple[Candidate, ActFinding]]) -> list[ActFinding]:
    """The rows with acts, grounds and, unless a person has written one, the reason in both languages."""
    given = list(pairs)
    keys = {key for candidate, _row in given for key in (candidate.act_a, candidate.act_b)}
    acts = LegalAct.objects.defer("search_text").in_bulk(keys)
    about = {key for candidate, _row in given for key in candidate.facts.get("topics", ())}
    for language in ("ru", "en"):
        with translation.override(language):
            names = topic_names(about)
            for candidate, row in given:
                if row.found_by_id is None:
                    pair = (acts[candidate.act_a], acts[candidate.act_b])
                    setattr(row, f"reason_{language}", words.reason(candidate.kind, candidate.facts, pair, names))
    for candidate, row in given:
        row.kind, row.grounds = candidate.kind.value, candidate.grounds
        row.act_a_id, row.act_b_id = candidate.act_a, candidate.act_b
    return [row for _candidate, row in given]
