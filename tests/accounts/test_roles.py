from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from accounts.models.assignment import PORTAL_ROLE_CODES
from accounts.roles import ROLES, read_roles, roles_granting, roles_in

ENTRY = '[{code}]\nname_ru = "Р"\nname_en = "R"\ncontext = "{context}"\nsecond_factor = false\ntwo_persons = false\npermissions = ["{permission}"]\n'


def test_contexts_of_the_roles() -> None:
    assert {code: role.context for code, role in ROLES.items()} == {
        "administrator": "portal",
        "official": "portal",
        "api_partner": "portal",
        "coordinator": "cluster",
        "reporter": "organisation",
        "council_member": "council",
        "secretary": "council",
        "chair": "council",
        "editor": "association",
    }


def test_table_of_portal_roles_agrees_with_the_file() -> None:
    assert [code for code, _name in roles_in("portal")] == PORTAL_ROLE_CODES


def test_roles_granting_a_permission() -> None:
    assert roles_granting("accounts.read_audit") == {"administrator"}
    assert roles_granting("clusters.edit_organisation") == {"coordinator", "reporter"}
    assert roles_granting("nobody.may_this") == set()


def test_name_follows_the_language() -> None:
    assert ROLES["reporter"].name == "Ответственный от организации"
    with translation.override("en"):
        assert ROLES["reporter"].name == "Reporter of an organisation"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENTRY.format(code="a", context="planet", permission="a.do_b"), r"\[a\]: context 'planet' is none of"),
        (ENTRY.format(code="a", context="portal", permission="everything"), "'everything' is not of the form"),
        (
            '[a]\nname_ru = "Р"\nname_en = "R"\ncontext = "portal"\npermission = []\n',
            "permission, permissions, second_factor, two_persons",
        ),
    ],
)
def test_mistake_in_the_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=message):
        read_roles(path)
