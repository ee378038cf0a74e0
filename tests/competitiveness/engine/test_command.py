"""python -m competitiveness.engine: an index from files, or a clear refusal and nothing written."""

import csv
import json
import runpy
import sys
from pathlib import Path

import pytest

from competitiveness.engine import DataError
from competitiveness.engine.__main__ import DONE, REFUSED, WRONG_COMMAND, main
from competitiveness.engine.output import csv_text, write_files
from tests.competitiveness.engine.material import numbers, reference

DATA = "unit,x,y,size,note\nA,1,10,L,-\nB,2,,L,-\nC,5,30,S,-\n"
META = "code,parent,weight,type\nI,,,\nP,I,,\nx,P,3,\ny,P,1,\nsize,,,Group\n"
METHOD = {"normalise": {"kind": "minmax"}, "impute": {"kind": "group_mean", "group": "size"}}


@pytest.fixture
def files(tmp_path: Path):
    """Writes the three files (with replacements) and gives the arguments of the command."""

    def writing(data: str = DATA, meta: str = META, method: object = METHOD) -> list[str]:
        (tmp_path / "data.csv").write_text(data, encoding="utf-8")
        (tmp_path / "meta.csv").write_text(meta, encoding="utf-8")
        (tmp_path / "method.json").write_text(json.dumps(method), encoding="utf-8")
        return [str(tmp_path / name) for name in ("data.csv", "meta.csv", "method.json")]

    return writing


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_scores_ranks_and_nodes(files, tmp_path, capsys) -> None:
    out = tmp_path / "out.csv"
    assert main([*files(), "-o", str(out)]) == DONE
    rows = table(out)
    assert list(rows[0]) == ["unit", "score", "rank", "I", "P", "x", "y"]
    assert [row["unit"] for row in rows] == ["A", "B", "C"]
    assert [float(row["score"]) for row in rows] == [0, 18.75, 100]
    assert [row["rank"] for row in rows] == ["3", "2", "1"]
    said = capsys.readouterr()
    assert said.out.startswith("3 units, 2 indicators, digest ")
    assert "data.csv: columns not used: note" in said.err
    assert "cells imputed: 1" in said.err


def test_stages(files, tmp_path) -> None:
    stages = tmp_path / "new" / "stages"
    assert main([*files(), "-o", str(tmp_path / "out.csv"), "--stages", str(stages)]) == DONE
    assert {path.name for path in stages.iterdir()} == {
        *(f"{name}.csv" for name in ("denominated", "imputed", "screened", "transformed", "treated", "directed")),
        *(f"{name}.csv" for name in ("normalised", "aggregated", "contributions", "weights", "treatments")),
        *("imputed_cells.csv", "dropped_units.csv", "result.json"),
    }
    assert table(stages / "imputed.csv")[1] == {"unit": "B", "x": "2.0", "y": "10.0"}
    assert table(stages / "denominated.csv")[1]["y"] == ""
    assert table(stages / "imputed_cells.csv") == [
        {"unit": "B", "indicator": "y", "value": "10.0", "rule": "group_mean"}
    ]
    assert table(stages / "weights.csv")[2] == {"code": "x", "level": "1", "weight": "0.75", "effective": "0.75"}
    assert json.loads((stages / "result.json").read_text(encoding="utf-8"))["ranks"] == {"A": 3, "B": 2, "C": 1}


def test_grouping_of_the_method_need_not_stand_in_the_framework(files, tmp_path) -> None:
    assert main([*files(meta=META.replace("size,,,Group\n", "")), "-o", str(tmp_path / "out.csv")]) == DONE
    assert main([*files(method={"normalise": {"kind": "minmax"}}), "-o", str(tmp_path / "out.csv")]) == DONE


def test_notes_tell_what_happened(files, tmp_path, capsys) -> None:
    data = "unit,x,y,z,w,size\nA,1,7,,1,L\nB,2,7,,1,L\nC,,,,,S\nD,,7,,,S\n"
    meta = "code,parent,weight,type\nI,,,\nx,I,3,\ny,I,1,\nz,I,1,\nw,I,1,\nsize,,,Group\n"
    steps = {"normalise": {"kind": "minmax"}, "screen": {"kind": "share", "minimum": 0.25}}
    assert main([*files(data, meta, steps), "-o", str(tmp_path / "out.csv")]) == DONE
    said = capsys.readouterr().err
    assert "note: cells still missing: 5\n" in said
    assert "note: units left out by the screen: C\n" in said
    assert "note: constant columns: y, w\n" in said
    assert "note: columns without any value: z\n" in said
    assert "note: nodes without information, given no weight: y, w\n" in said
    assert "note: units without a score: D\n" in said
    assert table(tmp_path / "out.csv")[-1] == {
        "unit": "D",
        "score": "",
        "rank": "",
        "I": "",
        "x": "",
        "y": "50.0",
        "z": "",
        "w": "",
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"data": DATA.replace("30", "dreißig")}, "data.csv, row 4, column 'y': 'dreißig' is not a number"),
        ({"meta": META.replace("x,P", "x,Q")}, "meta.csv: x.parent: there is no row with the code 'Q'"),
        ({"method": {"normalise": {"knd": "minmax"}}}, "normalise.kind: this key is required"),
        ({"method": {"normalise": {"kind": "minmax"}, "scale": 1}}, "scale: unknown key. Allowed: aggregate"),
        ({"method": {"normalise": {"kind": "minmax"}, "aggregate": {"kind": "geometric"}}}, "'x' of unit 'A' is 0"),
    ],
)
def test_refusal_says_why_and_writes_nothing(files, tmp_path, capsys, change, message) -> None:
    out, stages = tmp_path / "out.csv", tmp_path / "stages"
    out.write_text("what was there", encoding="utf-8")
    assert main([*files(**change), "-o", str(out), "--stages", str(stages)]) == REFUSED
    assert message in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "what was there"
    assert not stages.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "meta.csv", "method.json", "out.csv"]


def test_output_that_cannot_be_written_is_named(files, tmp_path, capsys) -> None:
    (tmp_path / "folder").mkdir()
    assert main([*files(), "-o", str(tmp_path / "folder")]) == REFUSED
    assert "folder: is a folder. Choose a file that can be written" in capsys.readouterr().err


def test_files_are_written_all_or_none(tmp_path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(DataError, match="is a folder"):
        write_files({tmp_path / "a": "text", tmp_path / "b": "text"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_cells_are_spelled_exactly() -> None:
    text = csv_text(["a", "b", "c", "d"], [[0.1 + 0.2, float("nan"), None, "x,y"]])
    assert text == 'a,b,c,d\n0.30000000000000004,,,"x,y"\n'


def test_wrong_command_line(capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["data.csv"])
    assert caught.value.code == WRONG_COMMAND
    assert "usage: python -m competitiveness.engine" in capsys.readouterr().err


def test_runs_as_a_module(files, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(sys, "argv", ["engine", *files(), "-o", str(tmp_path / "out.csv")])
    monkeypatch.delitem(sys.modules, "competitiveness.engine.__main__")
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("competitiveness.engine", run_name="__main__")
    assert caught.value.code == DONE
    assert len(table(tmp_path / "out.csv")) == 3


def test_whole_reference_index_from_its_files(files, tmp_path) -> None:
    method = {
        "impute": {"kind": "group_mean", "group": "EurAsia_group"},
        "treat": {"kind": "winsorise"},
        "normalise": {"kind": "minmax"},
    }
    paths = [str(reference(f"index/asem_i{name}.csv")) for name in ("Data", "Meta")]
    assert main([*paths, files(method=method)[2], "-o", str(tmp_path / "out.csv")]) == DONE
    expected = numbers("index/A_aggregated.csv", "uCode")
    for row in table(tmp_path / "out.csv"):
        for code, value in expected[row["unit"]].items():
            assert float(row[code]) == pytest.approx(value, rel=1e-9, abs=1e-12)
