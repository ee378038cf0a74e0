"""Life-cycles as declared tables: from which state, by which verb, to which; who may, what must hold, and why not.

A room declares its table once; its pages show `offers`, its actions call `take`, and both ask the same rules.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.access import Person
from accounts.models import LifecycleStep, User

Words = str | Promise


def _nothing_more(_obj: Any) -> Words:
    return ""


@dataclass(frozen=True)
class Step:
    """`may` and `holds` answer with the reason against, in the reader's words, or with an empty string."""

    verb: str
    sources: frozenset[str]
    target: str
    label: Words
    may: Callable[[Person, Any], Words]
    holds: Callable[[Any], Words] = _nothing_more
    remark: Literal["none", "optional", "required"] = "none"


@dataclass(frozen=True)
class Offer:
    """A step out of the present state; `why_not` is empty when it may be taken."""

    step: Step
    why_not: str

    @property
    def available(self) -> bool:
        return not self.why_not


class Lifecycle:
    """The table of one model with a `state` field."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps: Sequence[Step] = tuple(steps)
        self._by_verb = {step.verb: step for step in self.steps}

    def step(self, verb: str) -> Step:
        """KeyError for a verb that is not in the table."""
        return self._by_verb[verb]

    def offers(self, user: Person, obj: Any) -> list[Offer]:
        """Every step out of the object's state, in the order of the table, with the reason where it is barred."""
        leaving = (step for step in self.steps if obj.state in step.sources)
        return [Offer(step, str(step.may(user, obj) or step.holds(obj))) for step in leaving]

    def take(self, *, by: User | None, obj: Any, verb: str, remark: str = "") -> LifecycleStep:
        """Move the object by one step and write the step down. Call inside the deed's own transaction.

        The row is locked and read anew: of two people at once the second meets the state the first left. `by` is None
        for the system itself, of which no right is asked. `obj` is given the new state.
        Raises PermissionDenied with the rule, ValidationError where the state, a condition or the remark is wrong.
        """
        step = self.step(verb)
        row = _locked(obj)
        if by is not None and (reason := step.may(by, row)):
            raise PermissionDenied(str(reason))
        if row.state not in step.sources:
            raise ValidationError(
                _("“%(verb)s” is not possible now: the state is “%(state)s”. Reload the page to see what has changed.")
                % {"verb": step.label, "state": row.get_state_display()},
                code="state",
            )
        if reason := step.holds(row):
            raise ValidationError(str(reason), code="condition")
        if step.remark == "required" and not remark.strip():
            raise ValidationError({"remark": _("Give the reason: the other side will read it.")}, code="required")
        before = row.state
        row.state = obj.state = step.target
        row.save(update_fields=["state"])
        return LifecycleStep.objects.create(
            object_type=row._meta.label_lower,
            object_id=str(row.pk),
            verb=verb,
            from_state=before,
            to_state=step.target,
            by=by,
            remark=remark.strip(),
        )


def _locked(obj: models.Model) -> Any:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Lifecycle.take: call it inside transaction.atomic(), where the deed is done.")
    return type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
