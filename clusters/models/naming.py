"""Content is kept in two languages; what is shown follows the reader's."""

from django.utils.translation import get_language


def in_active_language(instance, stem: str) -> str:
    """`<stem>_en` for readers of English where it is filled in, otherwise `<stem>_ru`."""
    english = (get_language() or "ru").startswith("en") and getattr(instance, f"{stem}_en")
    return english or getattr(instance, f"{stem}_ru")


class Named:
    """Mixin of models with `name_ru` and `name_en`."""

    @property
    def name(self) -> str:
        return in_active_language(self, "name")

    def __str__(self) -> str:
        return self.name
