"""Names of organisations as they are compared: what the ear hears and the eye takes for the same.

`name_key` takes away what two spellings of one name differ in: legal forms, quotation marks, case, «ё», invisible
characters, Latin letters that look Cyrillic, the alphabet, the place of the word «санаторий». What is left is compared
by trigrams (Jaccard). `marks` are the few trigrams by which candidates are looked up: two keys whose similarity is at
least THRESHOLD share one of their marks (prefix filtering: Chaudhuri, Ganti, Kaushik, ICDE 2006), so no row is missed.
"""

import math
import re
import unicodedata
from dataclasses import dataclass

THRESHOLD = 0.6
OTHER_KIND = 0.55
"""What is left of the likeness of two names that say different kinds: «Санаторий „Виктория“», «Кафе „Виктория“»."""

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_CYRILLIC = re.compile("[а-яё]")
# Letters that are drawn alike, after casefold: the capital В is a «в», the capital H a «н».
_LOOKALIKES = str.maketrans("abcehikmoptxy", "авсеникмортху")
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})

_LEGAL = frozenset(
    [
        "ооо",
        "оао",
        "зао",
        "ао",
        "пао",
        "нао",
        "ип",
        "кфх",
        "гбуз",
        "гбу",
        "гуз",
        "гку",
        "гау",
        "фгбу",
        "фгбуз",
        "фгауз",
        "фгау",
        "фгуп",
        "фку",
        "мбу",
        "мбуз",
        "мку",
        "мау",
        "муп",
        "гуп",
        "ано",
        "нко",
        "чоу",
        "аноо",
        "фгбоу",
        "гбпоу",
        "спк",
        "снт",
        "тоо",
        "чуз",
        "уз",
        "дз",
        "общество",
        "с",
        "ограниченной",
        "ответственностью",
        "акционерное",
        "публичное",
        "непубличное",
        "закрытое",
        "открытое",
        "индивидуальный",
        "предприниматель",
        "глава",
        "крестьянское",
        "крестьянского",
        "фермерское",
        "фермерского",
        "хозяйство",
        "хозяйства",
        "государственное",
        "государственного",
        "федеральное",
        "федерального",
        "бюджетное",
        "бюджетного",
        "автономное",
        "автономного",
        "муниципальное",
        "казенное",
        "учреждение",
        "учреждения",
        "здравоохранения",
        "унитарное",
        "предприятие",
        "частное",
        "некоммерческая",
        "организация",
        "и",
        "no",
        "the",
        "of",
        "and",
        "llc",
        "ltd",
        "limited",
        "liability",
        "company",
        "jsc",
        "pjsc",
        "inc",
        "co",
        "ooo",
        "oao",
        "zao",
        "ao",
        "pao",
        "ip",
    ]
)
_KINDS = {
    word: kind
    for kind, words in {
        "sanatorium": "санаторий санатория сан sanatorium sanatoriy sanatorii здравница курорт resort",
        "hotel": "гостиница гостиничный отель hotel гостевой",
        "boarding": "пансионат пансион boarding pansionat",
        "hospital": "больница поликлиника клиника hospital clinic klinika",
        "food": "ресторан кафе restaurant cafe столовая",
        "farm": "ферма farm агроферма",
        "plant": "завод комбинат фабрика plant factory works zavod",
        "school": "университет институт academy академия university institute",
        "bank": "банк bank",
        "museum": "музей museum",
    }.items()
    for word in words.split()
}
_LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ч",
            "sh",
            "sh",
            "-",
            "i",
            "-",
            "e",
            "iu",
            "ia",
            "i",
            "i",
            "e",
            "g",
        ],
        strict=True,
    )
) | {"ъ": "", "ь": ""}
_FOLDS = (
    ("shch", "sh"),
    ("ch", "ч"),
    ("shч", "sh"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("yo", "e"),
    ("ye", "e"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("j", "i"),
    ("y", "i"),
)
_SOFT_C = re.compile("c(?=[eiy])")
_DOUBLED = re.compile(r"([^\W\d])\1+")
# From the rarest letter of Russian words to the commonest: a trigram of rare letters finds few rows.
_RARITY = {letter: place for place, letter in enumerate("чzfhgbudpmvk0123456789 lsrtniaeo")}


@dataclass(frozen=True)
class NameKey:
    """`text`: folded words in alphabetical order; `kinds`: the kinds the name itself says."""

    text: str
    kinds: frozenset[str] = frozenset()

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(str(int(digits)) for digits in _DIGITS.findall(self.text))


def is_unseen(character: str) -> bool:
    """Whether nobody sees this character: control and format characters, fillers, variation selectors."""
    return unicodedata.category(character) in _UNSEEN or character in _FILLERS or "\ufe00" <= character <= "\ufe0f"


def name_key(name: str) -> NameKey:
    """The key of one name; of an empty one the empty key."""
    seen = "".join(letter for letter in name.replace("№", " ") if not is_unseen(letter) and letter != "\u0301")
    plain = unicodedata.normalize("NFKC", seen).casefold().replace("ё", "е")
    words = [_one_alphabet(word) for word in _WORD.findall(plain)]
    own = [word for word in words if word not in _LEGAL] or words
    kinds = frozenset(_KINDS[word] for word in own if word in _KINDS)
    core = [word for word in own if word not in _KINDS] or own
    return NameKey(" ".join(sorted(_folded(word) for word in core)), kinds)


def _one_alphabet(word: str) -> str:
    """A word with a Cyrillic letter is Cyrillic; one of lookalikes alone is, where it is then a known word."""
    cyrillic = word.translate(_LOOKALIKES)
    if _CYRILLIC.search(word) or cyrillic in _LEGAL or cyrillic in _KINDS:
        return cyrillic
    return word


def _folded(word: str) -> str:
    if word.isdecimal():
        return str(int(word))
    latin = "".join(_LATIN.get(letter, letter) for letter in word)
    if not _CYRILLIC.search(word):
        latin = _SOFT_C.sub("s", latin.replace("ch", "ч")).replace("c", "k")
    for was, becomes in _FOLDS:
        latin = latin.replace(was, becomes)
    return _DOUBLED.sub(r"\1", latin)


def trigrams(text: str) -> frozenset[str]:
    """Of each word, with two blanks before and one after it, as pg_trgm cuts them."""
    return frozenset(
        padded[at : at + 3] for word in text.split() for padded in [f"  {word} "] for at in range(len(word) + 1)
    )


def marks(text: str) -> list[str]:
    """The rarest trigrams, as many as it takes for two like names to share one."""
    found = sorted(trigrams(text), key=lambda gram: (sum(_RARITY.get(letter, 0) for letter in gram), gram))
    return found[: len(found) - math.ceil(THRESHOLD * len(found)) + 1] if found else []


def likeness(one: NameKey, other: NameKey) -> float:
    """0 to 1; at THRESHOLD and above the two may be one organisation. Other numbers in the name: another one."""
    if one.numbers != other.numbers:
        return 0.0
    left, right = trigrams(one.text), trigrams(other.text)
    if not left or not right:
        return 0.0
    score = len(left & right) / len(left | right)
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        score *= OTHER_KIND
    return score
