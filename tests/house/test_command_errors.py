"""Files that a command cannot read."""

import pytest

from exchange.command_errors import cannot_read


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "No such file or directory", "a.csv"), "Файла a.csv нет. Проверьте имя и папку."),
        (PermissionError(13, "Permission denied"), "Нет права читать файл b.csv."),
        (OSError(5, "Input/output error"), "Файл b.csv не читается."),
    ],
)
def test_reason_is_said_in_one_language(error: OSError, words: str) -> None:
    assert str(cannot_read("b.csv", error)).startswith(words)
