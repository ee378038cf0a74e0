"""The faces of the portal: PT Sans and PT Serif cut to the letters it uses, as WOFF2, made once in the data folder."""

import logging
from importlib.resources import files
from pathlib import Path

# Name on the page -> package that ships the face, and its file.
FACES = {
    "pt-sans-regular": ("fontpkg_pt_sans", "PT_Sans-Web-Regular.ttf"),
    "pt-sans-bold": ("fontpkg_pt_sans", "PT_Sans-Web-Bold.ttf"),
    "pt-sans-italic": ("fontpkg_pt_sans", "PT_Sans-Web-Italic.ttf"),
    "pt-serif-regular": ("fontpkg_pt_serif", "PT_Serif-Web-Regular.ttf"),
    "pt-serif-bold": ("fontpkg_pt_serif", "PT_Serif-Web-Bold.ttf"),
}
# ASCII, Latin-1, Cyrillic, then punctuation, superscripts, rouble, numero, arrows, mathematical signs, geometric marks.
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x400, 0x460),
    0x490,
    0x491,
    *range(0x2000, 0x2050),
    *range(0x2070, 0x208F),
    0x20BD,
    0x2116,
    0x2122,
    *range(0x2190, 0x219A),
    *range(0x2200, 0x2270),
    *range(0x25A0, 0x2600),
    0x2713,
    0x2717,
]


def make(folder: Path) -> int:
    """Writes the faces that are not there yet and gives their number; a file appears whole or not at all."""
    missing = [name for name in FACES if not (folder / f"{name}.woff2").exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for name in missing:
        package, file = FACES[name]
        part = folder / f"{name}.part"
        _cut(Path(str(files(package) / "files" / file)), part)
        part.replace(folder / f"{name}.woff2")
    return len(missing)


def _cut(source: Path, target: Path) -> None:
    from fontTools import subset  # slow to import, needed at the first start alone

    logging.getLogger("fontTools").setLevel(logging.WARNING)
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True, hinting=False)
    with subset.load_font(str(source), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        subset.save_font(font, str(target), options)
