"""The colours, by calculation: WCAG 2.2, relative luminance and contrast ratio."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[3] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")


def colours(selector: str) -> dict[str, str]:
    block = TOKENS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = colours(":root")
DARK = LIGHT | colours(':root[data-theme="dark"]')
PRINT = LIGHT | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / "print.css").read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


TEXT = [
    *[(name, ground) for name in ("ink", "soft", "action", "ochre", "bad", "good") for ground in ("paper", "surface")],
    *[("ink", ground) for ground in ("action-tint", "ochre-tint", "bad-tint", "good-tint", "raised", "step-none")],
    *[(name, f"{name}-tint") for name in ("action", "ochre", "bad", "good")],
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("soft", "raised"),
    *[(f"series-{hue}", "paper") for hue in range(7)],
    *[("on-series", f"series-{hue}") for hue in range(7)],
    *[("on-step-low", f"step-{step}") for step in (1, 2, 3)],
    *[("on-step-high", f"step-{step}") for step in (4, 5)],
]


def test_measure_agrees_with_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_legible(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_legible_on_paper(text, ground):
    assert contrast(PRINT[text], PRINT[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["edge", "ochre-line"])
def test_lines_that_mean_something_are_seen(theme, name):
    assert contrast(theme[name], theme["paper"]) >= (3 if name == "edge" else 2.5)


def test_the_dark_theme_is_the_same_by_choice_and_by_system():
    assert colours(':root:not([data-theme="light"])') == colours(':root[data-theme="dark"]')


def test_no_colour_is_used_that_has_no_name():
    allowed = {"#1b2427", "#ffffff"}  # ink on the yellow of focus; the strokes of print patterns
    for sheet in CSS.glob("*.css"):
        if sheet.name not in {"tokens.css", "print.css"}:
            assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))) <= allowed, sheet.name
