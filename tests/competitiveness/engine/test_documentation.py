"""docs/method.md: its example gives the numbers it prints, and it names every kind and option."""

import csv
import io
import re
from pathlib import Path

import pytest

from competitiveness.engine.__main__ import DONE, main
from competitiveness.engine.files import META_COLUMNS
from competitiveness.engine.method import STEPS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "method.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, flags=re.DOTALL)


def test_worked_example(tmp_path) -> None:
    data, meta, method, printed = (text for kind, text in BLOCKS)
    for name, text in (("data.csv", data), ("meta.csv", meta), ("method.json", method)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("data.csv", "meta.csv", "method.json")]
    assert main([*paths, "-o", str(tmp_path / "out.csv")]) == DONE
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        computed = list(csv.DictReader(file))
    for expected, row in zip(csv.DictReader(io.StringIO(printed)), computed, strict=True):
        assert row["unit"] == expected.pop("unit")
        for column, value in expected.items():
            assert float(row[column]) == pytest.approx(float(value), rel=1e-12)


@pytest.mark.parametrize(("step", "kind"), [(step, kind) for step, kinds in STEPS.items() for kind in kinds])
def test_every_kind_and_option_is_documented(step, kind) -> None:
    section = PAGE.partition(f"### {step}\n")[2].partition("\n### ")[0]
    for word in (kind, *STEPS[step][kind]):
        assert f"`{word}`" in section, f"{step}.{word} is not in docs/method.md"


def test_every_column_of_the_framework_is_documented() -> None:
    section = PAGE.partition("## META.csv\n")[2].partition("\n## ")[0]
    assert all(f"`{column}`" in section for column in META_COLUMNS)
