"""Sections of OKVED2 (OK 029-2014), the all-Russian classification of economic activities: content, in two languages."""

from django.utils.translation import get_language

SECTIONS: dict[str, tuple[str, str]] = {
    "A": ("Сельское, лесное хозяйство, охота, рыболовство и рыбоводство", "Agriculture, forestry and fishing"),
    "B": ("Добыча полезных ископаемых", "Mining and quarrying"),
    "C": ("Обрабатывающие производства", "Manufacturing"),
    "D": ("Обеспечение электрической энергией, газом и паром", "Electricity, gas and steam supply"),
    "E": ("Водоснабжение, водоотведение, сбор и утилизация отходов", "Water supply, sewerage and waste"),
    "F": ("Строительство", "Construction"),
    "G": ("Торговля оптовая и розничная, ремонт автотранспорта", "Wholesale and retail trade, repair of vehicles"),
    "H": ("Транспортировка и хранение", "Transport and storage"),
    "I": ("Гостиницы и предприятия общественного питания", "Accommodation and food service"),
    "J": ("Информация и связь", "Information and communication"),
    "K": ("Финансовая деятельность и страхование", "Finance and insurance"),
    "L": ("Операции с недвижимым имуществом", "Real estate"),
    "M": ("Профессиональная, научная и техническая деятельность", "Professional, scientific and technical activities"),
    "N": ("Административная деятельность и сопутствующие услуги", "Administrative and support services"),
    "O": ("Государственное управление и социальное обеспечение", "Public administration and social security"),
    "P": ("Образование", "Education"),
    "Q": ("Здравоохранение и социальные услуги", "Health and social work"),
    "R": ("Культура, спорт, досуг и развлечения", "Arts, sport, leisure and entertainment"),
    "S": ("Прочие виды услуг", "Other services"),
    "T": ("Домашние хозяйства как работодатели", "Households as employers"),
    "U": ("Экстерриториальные организации", "Extraterritorial organisations"),
}
#: Sections in which organisations are counted; T and U have no organisations of a municipality.
COUNTED_SECTIONS = tuple("ABCDEFGHIJKLMNOPQRS")


def section_name(letter: str) -> str:
    """Name of a section in the active language; empty for an unknown or empty letter."""
    russian, english = SECTIONS.get(letter, ("", ""))
    return english if (get_language() or "ru").startswith("en") else russian
