"""The method: one choice per step, versioned data that every report cites.

`STEPS` declares every step, its kinds and their options. It is the only declaration: `Method.from_dict` reads documents by it,
`schema.method_schema` writes JSON Schema from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import MethodError
from .options import REQUIRED, ByCode, Choice, Codes, Flag, Number, Option, Text, mapping
from .pairwise import Comparisons

Options = Mapping[str, Option]
Kinds = Mapping[str, Options]


@dataclass(frozen=True)
class Step:
    """The choice for one step: its kind and the complete options of that kind."""

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.options[name]

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, **{name: _plain(value) for name, value in self.options.items()}}


def _plain(value: Any) -> Any:
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class StepOption:
    """A step inside a step: another choice for one indicator, node or level; `name` is its place in the schema's $defs."""

    name: str
    kinds: Kinds
    default: Any = REQUIRED

    def parse(self, value: Any, path: str) -> Step:
        return parse_step(value, path, self.kinds)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.name}"}


def parse_step(value: Any, path: str, kinds: Kinds) -> Step:
    """Read one step; a wrong kind or option is refused by name with the allowed ones."""
    document = mapping(value, path)
    if "kind" not in document:
        raise MethodError(f"{path}.kind", "this key is required", kinds)
    kind = document["kind"]
    if not isinstance(kind, str) or kind not in kinds:
        raise MethodError(f"{path}.kind", f"{kind!r} is not known", kinds)
    options = kinds[kind]
    if wrong := sorted(set(document) - set(options) - {"kind"}):
        raise MethodError(f"{path}.{wrong[0]}", f"unknown key for the kind '{kind}'", ["kind", *options])
    values = {}
    for name, option in options.items():
        given = document.get(name, option.default)
        if given is REQUIRED:
            raise MethodError(f"{path}.{name}", f"the kind '{kind}' requires this key")
        values[name] = option.parse(given, f"{path}.{name}")
    return Step(kind, values)


_FILL: Options = {"units": Choice("all", ("all", "retained"))}
_GROUP: Options = {"group": Text(REQUIRED), **_FILL}
_SPAN: Options = {"lower": Number(0.0), "upper": Number(100.0)}
_CAP: Options = {"cap": Flag(False)}
_DIVISOR: Options = {"divisor": Choice("magnitude", ("magnitude", "signed"))}

NORMALISE: Kinds = {
    "none": {},
    "minmax": _SPAN,
    "goalposts": {**_SPAN, "cap": Flag(True)},
    "zscore": {
        "mean": Number(0.0),
        "deviation": Number(1.0, above=0),
        "ddof": Number(1, minimum=0, maximum=1, whole=True),
    },
    "rank": {},
    "percentile_rank": {},
    "percentile": {},
    "borda": {},
    "categorical": {},
    "distance_to_maximum": {},
    "distance_to_target": _CAP,
    "distance_to_reference": {"unit": Text(REQUIRED), **_CAP},
    "share_of_maximum": _DIVISOR,
    "ratio_to_mean": _DIVISOR,
    "ratio_to_best": _DIVISOR,
    "ratio_to_worst": _DIVISOR,
    "difference_to_mean": _DIVISOR,
    "difference_to_worst": _DIVISOR,
    "above_below_mean": {"threshold": Number(0.2, minimum=0)},
}

AGGREGATE: Kinds = {
    "arithmetic": {},
    "geometric": {},
    "harmonic": {},
    "power": {"exponent": Number(REQUIRED)},
    "copeland": {"tolerance": Number(1e-9, minimum=0, maximum=0.5), "score": Choice("net", ("net", "wins", "support"))},
    "mazziotta_pareto": {"penalty": Choice("-", ("-", "+"))},
}

_OVER: Options = {
    "levels": ByCode(StepOption("function", AGGREGATE), pattern="^[2-9]$", meaning="level from 2 to 9"),
    "nodes": ByCode(StepOption("function", AGGREGATE)),
    "minimum_share": Number(0.0, minimum=0, maximum=1),
}
_PARENTS: Options = {"parents": Codes(None, nullable=True)}

STEPS: Mapping[str, Kinds] = {
    "denominate": {"framework": {}, "none": {}},
    "impute": {
        "none": {},
        "mean": _FILL,
        "median": _FILL,
        "minimum": _FILL,
        "maximum": _FILL,
        "group_mean": _GROUP,
        "group_median": _GROUP,
        "value": {"value": Number(REQUIRED)},
    },
    "screen": {
        "none": {},
        "share": {
            "minimum": Number(REQUIRED, minimum=0, maximum=1),
            "minimum_nonzero": Number(0.0, minimum=0, maximum=1),
            "include": Codes(()),
            "exclude": Codes(()),
        },
    },
    "treat": {
        "none": {},
        "winsorise": {
            "points": Number(5, minimum=0, whole=True),
            "skewness": Number(2.0, minimum=0),
            "kurtosis": Number(3.5),
            "then": Choice("log_shifted", ("log_shifted", "log_plus_one", "log_scaled", "log_plain", "none")),
            "reflect": Flag(False),
            "except": Codes(()),
        },
    },
    "direct": {"framework": {}, "none": {}},
    "normalise": {
        kind: {**options, "indicators": ByCode(StepOption("scale", NORMALISE))} for kind, options in NORMALISE.items()
    },
    "weight": {
        "expert": {"weights": ByCode(Number(REQUIRED, minimum=0))},
        "equal": {},
        "ahp": {
            "matrices": ByCode(Comparisons()),
            "limit": Number(0.1, minimum=0),
            "inconsistent": Choice("warning", ("warning", "error")),
        },
        "equal_influence": _PARENTS,
        "principal_components": {
            **_PARENTS,
            "form": Choice("factors", ("factors", "first", "first_squared")),
            "factors": Number(None, minimum=1, whole=True, nullable=True),
        },
    },
    "aggregate": {kind: {**options, **_OVER} for kind, options in AGGREGATE.items()},
    "rank": {"descending": {"digits": Number(None, minimum=0, maximum=15, whole=True, nullable=True)}},
}

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "denominate": {"kind": "framework"},
    "impute": {"kind": "none"},
    "screen": {"kind": "none"},
    "treat": {"kind": "none"},
    "direct": {"kind": "framework"},
    "normalise": {"kind": "goalposts"},
    "weight": {"kind": "expert"},
    "aggregate": {"kind": "arithmetic"},
    "rank": {"kind": "descending"},
}

LABELS = ("code", "version", "title")


@dataclass(frozen=True)
class Method:
    """One `Step` per step of the computation and three labels. Make it with `from_dict`, which checks everything."""

    denominate: Step
    impute: Step
    screen: Step
    treat: Step
    direct: Step
    normalise: Step
    weight: Step
    aggregate: Step
    rank: Step
    code: str = ""
    version: str = ""
    title: str = ""

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Method:
        """Read a method document. A step that is left out takes its default; MethodError names a wrong key by its path."""
        document = mapping(document, "method")
        if wrong := sorted(set(document) - set(STEPS) - set(LABELS)):
            raise MethodError(wrong[0], "unknown key", [*STEPS, *LABELS])
        values: dict[str, Any] = {
            name: parse_step(document.get(name, DEFAULTS[name]), name, kinds) for name, kinds in STEPS.items()
        }
        values |= {name: Text("").parse(document[name], name) for name in LABELS if name in document}
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """The complete document, defaults written out; `from_dict` gives the same method back."""
        labels = {name: getattr(self, name) for name in LABELS if getattr(self, name)}
        return labels | {name: getattr(self, name).to_dict() for name in STEPS}
