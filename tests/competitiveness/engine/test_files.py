"""Index files: what is read, and what is refused with its place and remedy."""

import math
from pathlib import Path

import pytest

from competitiveness.engine import DataError, FrameworkError, MethodError, Node
from competitiveness.engine.files import read_data, read_meta, read_method, read_sheet
from tests.competitiveness.engine.material import flat, tree


@pytest.fixture
def write(tmp_path: Path):
    def writing(text: str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return writing


def test_data_are_joined_by_code(write) -> None:
    path = write("name,y,uCode,x,size,people\nOne,2,A,1,L,10\nTwo,NA,B,,S,20\n")
    framework = tree(("I", ""), Node(code="x", parent="I", denominator="people"), ("y", "I"))
    data = read_data(path, framework, ["size"])
    assert data.dataset.units == ("A", "B")
    assert data.dataset.indicators == ("x", "y", "people")
    assert data.dataset.values.tolist()[0] == [1, 2, 10]
    assert [math.isnan(value) for value in data.dataset.values[1]] == [True, True, False]
    assert data.dataset.groups["size"] == ("L", "S")
    assert data.unused == ("name",)


def test_first_column_is_the_unit_where_none_says_so(write) -> None:
    assert read_data(write("region,x\nA,1\n"), flat("x")).dataset.units == ("A",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit;x\r\nA;1,5\r\n", 1.5),
        ("unit\tx\nA\t1,5\n", 1.5),
        ("\ufeffunit,x\n\nA, 1.5 \n", 1.5),
        ('unit,x\n"A",-1e3\n', -1000),
    ],
)
def test_separators_and_decimal_comma(write, text, expected) -> None:
    assert read_data(write(text), flat("x")).dataset.values.tolist() == [[expected]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("unit,x\nA,1\nB,much\n", "file.csv, row 3, column 'x': 'much' is not a number. Write 1234.5"),
        ("unit,x\nA,inf\n", "row 2, column 'x': 'inf' is not a number"),
        ("unit,x\nA,1_000\n", "'1_000' is not a number"),
        ('unit,x\nA,"1,5"\n', "'1,5' is not a number"),
        ("unit,x\nA,1\nA,2\n", "row 3, column 'unit': 'A' stands in row 2 already. Give every unit once"),
        ("unit,x\n,1\n", "row 2, column 'unit': the row has no code"),
        ("unit,y\nA,1\n", "row 1: there is no column 'x', which the framework names"),
        ("unit,x\nA\n", "row 2: 1 cells under 2 headings"),
        ("unit,x,\nA,1,2\n", "row 1: column 3 has no heading"),
        ("unit,x,x\nA,1,2\n", "the heading 'x' occurs twice"),
        ("unit,x\n", "there is no row below the headings"),
        ("", "there is no row below the headings"),
        ('unit,x\nA,"1\n', "row 2: unexpected end of data. Save the file as CSV again"),
        ("unit,x\nЁ,1\n".encode("cp1251"), "byte 7 is not UTF-8. Save the file in UTF-8"),
    ],
)
def test_unusable_data_are_refused_with_place_and_remedy(write, text, message) -> None:
    with pytest.raises(DataError) as caught:
        read_data(write(text), flat("x"))
    assert message in str(caught.value)
    assert caught.value.remedy


def test_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.csv: No such file.* Check the name"):
        read_sheet(tmp_path / "nowhere.csv")


OWN = """code,name,parent,type,direction,weight,denominator,scale,transform,target,lower,upper
I,Index,,,,,,,,,,
P,Pillar,I,,,2,,,,,,
x,First,P,,-1,3,people,1000,LOG,5,1,9
y,Second,P,,,,,,,,,
people,People,,,,,,,,,,
"""


def test_framework_in_the_engines_own_columns(write) -> None:
    meta = read_meta(write(OWN))
    assert meta.framework.root == "I"
    x = Node("x", "P", "First", 3.0, -1, "people", 1000.0, "log", 5.0, 1.0, 9.0)
    assert meta.framework.by_code["x"] == x
    assert meta.framework.by_code["y"] == Node("y", "P", "Second")
    assert "people" not in meta.framework.by_code
    assert meta.groups == meta.unused == ()


def test_framework_in_the_columns_of_coinr(write) -> None:
    text = "Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type\n"
    text += "1,x,X,1,1,km,,GDP,I,Indicator\n2,I,I,1,1,,,,,Aggregate\n,G,G,,,,,,,Group\n,GDP,GDP,,,,,,,Denominator\n"
    meta = read_meta(write(text))
    assert meta.framework.indicators == ("x",)
    assert meta.groups == ("G",)
    assert meta.unused == ("Unit",)


def test_denominator_that_is_also_an_indicator_stays_in_the_tree(write) -> None:
    meta = read_meta(write("code,parent,denominator\nI,,\nx,I,y\ny,I,\n"))
    assert meta.framework.indicators == ("x", "y")


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("iName,parent\nI,\n", DataError, "there is no column 'code'. Columns: code, name, parent"),
        ("code,iCode,parent\nI,I,\n", DataError, "two columns mean 'code'"),
        ("code,parent,type\nI,,\nx,I,Indikator\n", DataError, "row 3, column 'type': 'Indikator' is not known"),
        ("code,parent,weight\nI,,\nx,I,much\n", DataError, "row 3, column 'weight': 'much' is not a number"),
        ("code,parent,direction\nI,,\nx,I,0.5\n", FrameworkError, "row 3: x.direction: 0.5 is neither 1 nor -1"),
        ("code,parent\nI,\n,I\n", FrameworkError, "row 3: a node without a code"),
        ("code,parent\nI,\nx,J\n", FrameworkError, "file.csv: x.parent: there is no row with the code 'J'"),
    ],
)
def test_unusable_framework_is_refused_with_its_place(write, text, error, message) -> None:
    with pytest.raises(error) as caught:
        read_meta(write(text))
    assert message in str(caught.value)


def test_method_file(write) -> None:
    assert read_method(write('{"normalise": {"kind": "rank"}}', "m.json")).normalise.kind == "rank"


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ('{"normalise": {"kind": "rank"},}', DataError, "m.json, line 1, column"),
        ('{"rank": {"kind": "descending"}, "rank": {"kind": "descending"}}', DataError, "the key 'rank' occurs twice"),
        ('{"normalize": {}}', MethodError, "normalize: unknown key. Allowed:"),
        ('{"normalise": {"kind": "minmax", "lowr": 1}}', MethodError, "normalise.lowr: unknown key"),
    ],
)
def test_unusable_method_is_refused(write, text, error, message) -> None:
    with pytest.raises(error) as caught:
        read_method(write(text, "m.json"))
    assert message in str(caught.value)
