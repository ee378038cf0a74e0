"""An undefined variable in a template of ours fails the test instead of printing nothing."""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import FilterExpression

ROOT = Path(__file__).resolve().parent.parent
# Filters that say what an absent value means.
TOLERANT = {"default", "default_if_none", "yesno"}


class UndefinedVariable(Exception):
    """Not a VariableDoesNotExist, which Django would swallow."""


def _is_ours(name: str) -> bool:
    return name.startswith(str(ROOT)) and "site-packages" not in name


def _refuse(frame: FrameType, variable: str) -> None:
    context = frame.f_locals.get("context") or frame.f_back.f_locals["context"]  # type: ignore[union-attr]
    template = context.render_context.template or context.template
    if _is_ours(template.origin.name):
        raise UndefinedVariable(f"{variable} is not defined in {template.origin.name}")


class Undefined(str):
    """The empty string for `string_if_invalid`; asks who looks at it, because Django does not tell.

    Django tests the truth of the setting in `FilterExpression.resolve`, and `"%s" in setting` in `{% blocktranslate %}`,
    and nowhere else. Templates of libraries may leave variables undefined: only ours are held to it.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        if frame.f_code is FilterExpression.resolve.__code__:
            expression = frame.f_locals["self"]
            first = expression.filters[0][0].__name__ if expression.filters else ""
            if first not in TOLERANT:
                _refuse(frame, str(expression.token))
        return False

    def __contains__(self, item: object) -> bool:
        frame = sys._getframe(1)
        if frame.f_code.co_name == "render_value":
            _refuse(frame, str(frame.f_locals["key"]))
        return False
