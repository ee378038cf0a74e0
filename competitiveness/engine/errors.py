"""What the engine says when it cannot go on. Every message names the place and the remedy."""

from __future__ import annotations

from collections.abc import Iterable


class EngineError(ValueError):
    """Base of everything the engine refuses."""


class MethodError(EngineError):
    """A method document has a wrong key or value; `path` leads to it, as in ``normalise.kind``."""

    def __init__(self, path: str, message: str, allowed: Iterable[str] = ()) -> None:
        self.path = path
        self.allowed = tuple(sorted(allowed))
        tail = f" Allowed: {', '.join(self.allowed)}." if self.allowed else ""
        super().__init__(f"{path}: {message}.{tail}")


class FrameworkError(EngineError):
    """The framework is not one tree, or a node of it carries an impossible value."""


class DataError(EngineError):
    """A table cannot be used: `where` is file, row and column as a person sees them, `remedy` what to do."""

    def __init__(self, where: str, message: str, remedy: str) -> None:
        self.where = where
        self.remedy = remedy
        super().__init__(f"{where}: {message}. {remedy}.")


class ComputationError(EngineError):
    """A step has no answer for these numbers, for example a geometric mean of zero."""


class EmptyDistributionError(EngineError):
    """Shares of a distribution without any mass were asked for."""
