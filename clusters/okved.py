"""Sections of the classification of economic activities OKVED2 (OK 029-2014): structure of the code and its letters."""

from django.utils.translation import gettext_lazy as _

# First and last division of each section, after OK 029-2014 (NACE Rev. 2).
_RANGES = (
    ("A", 1, 3),
    ("B", 5, 9),
    ("C", 10, 33),
    ("D", 35, 35),
    ("E", 36, 39),
    ("F", 41, 43),
    ("G", 45, 47),
    ("H", 49, 53),
    ("I", 55, 56),
    ("J", 58, 63),
    ("K", 64, 66),
    ("L", 68, 68),
    ("M", 69, 75),
    ("N", 77, 82),
    ("O", 84, 84),
    ("P", 85, 85),
    ("Q", 86, 88),
    ("R", 90, 93),
    ("S", 94, 96),
    ("T", 97, 98),
    ("U", 99, 99),
)
_SECTION_OF_DIVISION = {f"{n:02d}": letter for letter, first, last in _RANGES for n in range(first, last + 1)}

SECTION_NAMES = {
    "A": _("Agriculture, forestry, hunting and fishing"),
    "B": _("Mining and quarrying"),
    "C": _("Manufacturing"),
    "D": _("Electricity, gas and steam"),
    "E": _("Water supply, sewerage and waste"),
    "F": _("Construction"),
    "G": _("Wholesale and retail trade"),
    "H": _("Transport and storage"),
    "I": _("Hotels and catering"),
    "J": _("Information and communication"),
    "K": _("Finance and insurance"),
    "L": _("Real estate"),
    "M": _("Professional, scientific and technical activities"),
    "N": _("Administrative and support services"),
    "O": _("Public administration and social security"),
    "P": _("Education"),
    "Q": _("Health and social services"),
    "R": _("Culture, sport, leisure and entertainment"),
    "S": _("Other services"),
    "T": _("Households as employers"),
    "U": _("Extraterritorial organisations"),
}


def okved_section(code: str) -> str:
    """Letter of the section an OKVED2 code belongs to; "" where the division does not exist. `"86.90.4"` → `"Q"`."""
    return _SECTION_OF_DIVISION.get(code.strip()[:2], "")
