"""Tables printed by UNDP and by the OECD/JRC Handbook."""

import numpy as np
import pytest

from competitiveness.engine import Dataset, Node, build
from competitiveness.engine.outranking import best_orders, order_support, outranking
from competitiveness.engine.weights import varimax
from tests.competitiveness.engine.material import data, flat, method, numbers, rows, tree

# UNDP, Human Development Report 2023/24, technical note 1.
HDI = tree(
    ("HDI", ""),
    Node(code="le_2022", parent="HDI", lower=20, upper=85),
    ("Education", "HDI"),
    Node(code="eys_2022", parent="Education", lower=0, upper=18),
    Node(code="mys_2022", parent="Education", lower=0, upper=15),
    Node(code="gnipc_2022", parent="HDI", lower=100, upper=75_000, transform="log"),
)
HDI_METHOD = method(
    normalise={"kind": "goalposts", "lower": 0, "upper": 1},
    aggregate={"kind": "geometric", "nodes": {"Education": {"kind": "arithmetic"}}, "minimum_share": 1},
    rank={"kind": "descending", "digits": 3},
)


def hdi_data(table: list[dict[str, str]]):
    codes = HDI.indicators
    return {row["iso3"]: {code: float(row[code]) for code in codes} for row in table}


def test_every_row_of_the_hdi_2022() -> None:
    table = rows("hdi/hdi_2022_published.csv")
    result = build(Dataset.from_rows(hdi_data(table)), HDI, HDI_METHOD)
    published = dict(zip(result.units, result.published.tolist(), strict=True))
    assert len(published) == 204
    assert published == {row["iso3"]: float(row["hdi_2022"]) for row in table}


def test_hdi_ranks_of_the_countries() -> None:
    table = [row for row in rows("hdi/hdi_2022_published.csv") if row["hdi_rank_2022"]]
    result = build(Dataset.from_rows(hdi_data(table)), HDI, HDI_METHOD)
    assert {unit: result.rank(unit) for unit in result.units} == {
        row["iso3"]: int(float(row["hdi_rank_2022"])) for row in table
    }


SCALES = {
    "rank_asc": ({"kind": "rank"}, 0.0),
    "zscore": ({"kind": "zscore"}, 0.005),
    "minmax": ({"kind": "minmax", "lower": 0, "upper": 1}, 0.005),
    "ratio_to_mean": ({"kind": "ratio_to_mean"}, 0.005),
    "ratio_to_best": ({"kind": "ratio_to_best"}, 0.005),
    "ratio_to_worst": ({"kind": "ratio_to_worst"}, 0.005),
    "diff_to_mean_over_mean": ({"kind": "difference_to_mean"}, 0.005),
    "diff_to_worst_over_worst": ({"kind": "difference_to_worst"}, 0.005),
    "above_below_mean_p20": ({"kind": "above_below_mean", "threshold": 0.2}, 0.0),
    "percentile": ({"kind": "percentile"}, 0.05),
    "categorical": ({"kind": "categorical"}, 0.0),
}


@pytest.mark.parametrize("column", SCALES)
def test_handbook_table_15(column: str) -> None:
    scale, half_a_digit = SCALES[column]
    table = rows("tai/table15_normalisations_schooling.csv")
    schooling = np.array([[float(row["schooling"])] for row in table])
    dataset = Dataset(tuple(row["country"] for row in table), ("schooling",), schooling)
    result = build(dataset, flat("schooling"), method(normalise=scale))
    printed = [float(row[column]) for row in table]
    np.testing.assert_allclose(result.normalised.column("schooling"), printed, rtol=0, atol=half_a_digit + 1e-12)


def impact_matrix() -> tuple[list[str], np.ndarray]:
    table = numbers("tai/table35_impact_matrix_5countries.csv", "country")
    return list(table), np.array([list(row.values()) for row in table.values()])


def test_handbook_table_36_outranking() -> None:
    countries, x = impact_matrix()
    matrix = outranking(x, np.full(8, 1 / 8))
    printed = numbers("tai/table36_outranking_5countries.csv", "country")
    np.testing.assert_allclose(matrix, [[printed[i][k] for k in countries] for i in countries], rtol=0, atol=1e-12)


def test_handbook_table_37_orders() -> None:
    countries, x = impact_matrix()
    matrix = outranking(x, np.full(8, 1 / 8))
    table = rows("tai/table37_CKYL_permutations.csv")
    orders = {tuple(countries.index(row[f"r{place}"]) for place in range(1, 6)): float(row["score"]) for row in table}
    for order, score in orders.items():
        assert order_support(matrix, order) == pytest.approx(score)
    best, found = best_orders(matrix)
    assert best == pytest.approx(max(orders.values()))
    assert set(found) == {order for order, score in orders.items() if score == max(orders.values())}


def test_handbook_eigenvalues_and_rotated_factors_of_the_tai() -> None:
    """Handbook, tables 16 and 17. Two columns of the data are printed as rounded logarithms, hence the tolerance."""
    table = rows("tai/tableA2_raw_23countries.csv")
    x = np.array([[float(value) for value in list(row.values())[2:]] for row in table])
    roots, vectors = np.linalg.eigh(np.corrcoef(x, rowvar=False))
    np.testing.assert_allclose(roots[:3:-1] / 8 * 100, [41.9, 21.8, 12.3, 11.1], atol=0.15)
    loadings = varimax((vectors * np.sqrt(roots))[:, :3:-1])
    patents = np.argmax(np.abs(loadings[0]))
    scaled = loadings**2 / (loadings**2).sum(axis=0)
    assert abs(loadings[0, patents]) == pytest.approx(0.97, abs=0.01)
    assert scaled[0, patents] == pytest.approx(0.67, abs=0.015)


def test_small_hdi_by_hand() -> None:
    """Norway 2022 as UNDP prints it: 0.966; a country above every goalpost gets 1."""
    dataset = data("NX", le_2022=[83.393, 90], eys_2022=[18.646, 20], mys_2022=[13.059, 16], gnipc_2022=[69189.76, 1e6])
    result = build(dataset, HDI, HDI_METHOD)
    assert result.published.tolist() == [0.966, 1.0]
    assert result.rank("N") == 2
