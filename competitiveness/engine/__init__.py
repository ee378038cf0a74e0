"""Composite indices and regional measures: arrays in, frozen results out. NumPy only, no Django, no clock, no chance.

    result = build(dataset, framework, method)

`docs/method.md` describes the documents; `python -m competitiveness.engine` computes an index from files.
"""

from .canonical import ENGINE_VERSION, canonical_json, digest
from .changes import Change, change
from .errors import (
    ComputationError,
    DataError,
    EmptyDistributionError,
    EngineError,
    FrameworkError,
    MethodError,
)
from .framework import Framework, Node
from .index import build, input_digest
from .method import Method, Step
from .result import IndexResult, Reports
from .schema import method_schema
from .tables import Dataset, Table

__all__ = [
    "ENGINE_VERSION",
    "Change",
    "ComputationError",
    "DataError",
    "Dataset",
    "EmptyDistributionError",
    "EngineError",
    "Framework",
    "FrameworkError",
    "IndexResult",
    "Method",
    "MethodError",
    "Node",
    "Reports",
    "Step",
    "Table",
    "build",
    "canonical_json",
    "change",
    "digest",
    "input_digest",
    "method_schema",
]
