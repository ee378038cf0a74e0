"""Names that are one organisation's and names that are not: a table made by hand, judged by the threshold."""

import pytest

from clusters.names import THRESHOLD, likeness, marks, name_key, trigrams

# What a coordinator has to be shown …
SAME = [
    ("ООО «Санаторий Виктория»", "Санаторий «Виктория», общество с ограниченной ответственностью"),
    ("Санаторий «Виктория»", "Sanatorium Victoria LLC"),
    ("САНАТОРИЙ «ГОРНЫЙ ВОЗДУХ»", "Горный воздух, санаторий"),
    ("Cанаторий «Kаштан»", "Санаторий «Каштан»"),
    ("ОOО «Pассвет»", "ООО Рассвет"),
    ("Кашта\u200bн", "Каштан"),
    ("Ка\u00adштан", "Каштан"),
    ("Санаторий „Машук“", 'Санаторий "Машук"'),
    ("Ёлочка", "Елочка"),
    ("Нарзан-Гидроресурсы", "Нарзан Гидроресурсы"),
    ("Нарзан – гидроресурсы АО", "АО «Нарзан-гидроресурсы»"),
    ("Kislovodsk Narzan", "Кисловодск Нарзан"),
    ("Пятигорский хладокомбинат", "Pyatigorsky Khladokombinat"),
    ("Жемчужина Кавказа", "Zhemchuzhina Kavkaza"),
    ("Щёлково", "Shchyolkovo"),
    ("Каштан", "Каштам"),
    ("Ессентукский завод минеральных вод", "Ессентуки завод минеральных вод"),
    ("ПАО «Кавминкурортресурсы»", "Кавминкурортресурсы, АО"),
    ("ФГБУ Санаторий «Дубовая роща»", "Дубовая Роща"),
    ("ИП Иванов Иван Иванович", "Иванов Иван Иванович"),
    ("Школа № 05", "Школа №5"),
    ("Гостиница «Бештау»", "Отель Бештау"),
    ("ГБУЗ СК «Городская больница»", "Городская больница СК"),
]
# … and what he must not be troubled with.
OTHER = [
    ("Санаторий «Виктория»", "Кафе «Виктория»"),
    ("Горный воздух", "Горный ветер"),
    ("Школа № 5", "Школа № 7"),
    ("Демо-Каштан 01", "Демо-Каштан 02"),
    ("Санаторий «Родник»", "Санаторий «Россия»"),
    ("Нарзан", "Нагутская"),
    ("ООО «Альфа»", "ООО «Бета»"),
    ("Пятигорский хлебокомбинат", "Пятигорский молочный комбинат"),
    ("Санаторий «Москва»", "Санаторий «Пикет»"),
    ("ИП Иванов Иван", "ИП Петров Пётр"),
    ("Банк Юг", "Банк Север"),
    ("Ессентуки-4", "Ессентуки-17"),
]


def score(one: str, other: str) -> float:
    return likeness(name_key(one), name_key(other))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_organisation_is_found(one, other):
    assert score(one, other) >= THRESHOLD
    assert set(marks(name_key(one).text)) & set(marks(name_key(other).text))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_organisation_is_not(one, other):
    assert score(one, other) < THRESHOLD


def test_precision_and_recall_over_the_table():
    found = sum(score(*pair) >= THRESHOLD for pair in SAME)
    wrong = sum(score(*pair) >= THRESHOLD for pair in OTHER)
    assert (found, wrong, len(SAME) + len(OTHER)) == (23, 0, 35)


def test_empty_names_are_like_nothing():
    assert likeness(name_key(""), name_key("")) == 0.0
    assert marks("") == []


def test_a_legal_form_alone_stays_a_name():
    assert name_key("ООО").text == "o"


def test_trigrams_are_those_of_pg_trgm():
    assert trigrams("cat") == {"  c", " ca", "cat", "at "}
