"""What is public is for everyone; a figure of an organisation and a draft are for those whom access lets."""

import json

import pytest

from accounts.models import AuditEvent
from indicators.models import Observation
from tests import cast

FILES = ["json", "ndjson", "csv", "xlsx"]


def seen(client, name: str, **headers) -> set[str]:
    rows = client.get(f"/api/v1/{name}/?page_size=1000", headers=headers).json()["results"]
    file = client.get(f"/api/v1/{name}/export/?format=json", headers=headers)
    words = {row["public_id"] for row in json.loads(b"".join(file.streaming_content))}
    assert words == {row["public_id"] for row in rows}
    return words


def confidential() -> set[str]:
    return set(Observation.objects.exclude(organisation=None).values_list("public_id", flat=True))


def test_a_stranger_sees_neither_figures_of_organisations_nor_drafts(client, world, partner):
    for headers in ({}, partner):
        assert not seen(client, "observations", **headers) & confidential()
        assert world.draft.public_id not in seen(client, "reports", **headers)
        for word in confidential():
            assert client.get(f"/api/v1/observations/{word}/", headers=headers).status_code == 404
        assert client.get(f"/api/v1/reports/{world.draft.public_id}/", headers=headers).status_code == 404


@pytest.mark.parametrize("form", FILES)
def test_no_file_for_a_stranger_holds_a_confidential_figure(client, world, form):
    data = b"".join(client.get(f"/api/v1/observations/export/?format={form}&history=true").streaming_content)
    assert b"777.5" not in data
    assert not AuditEvent.objects.filter(verb="exchange.export_list").exists()


def test_a_filter_does_not_open_what_is_closed(client, world):
    own = world.organisations[0].public_id
    assert client.get(f"/api/v1/observations/?organisation={own}").json()["results"] == []
    assert client.get("/api/v1/reports/?state=draft").json()["results"] == []
    cursor = Observation.objects.exclude(organisation=None).first().public_id
    assert client.get(f"/api/v1/observations/?cursor={cursor}").status_code == 400


def test_a_reporter_sees_the_figures_of_the_own_organisation_alone(client, world, token):
    own, other = world.organisations[:2]
    headers = token(cast.reporter(own))
    figures = Observation.objects.filter(organisation=own).values_list("public_id", flat=True)
    assert seen(client, "observations", **headers) & confidential() == set(figures)
    stranger = Observation.objects.get(organisation=other).public_id
    assert client.get(f"/api/v1/observations/{stranger}/", headers=headers).status_code == 404


def test_a_coordinator_sees_members_and_the_own_draft_and_the_neighbour_does_not(client, world, token):
    coordinator, neighbour = token(cast.coordinator(world.tourism)), token(cast.neighbour(cluster=world.industrial))
    assert seen(client, "observations", **coordinator) >= confidential()
    assert world.draft.public_id in seen(client, "reports", **coordinator)
    assert not seen(client, "observations", **neighbour) & confidential()
    assert client.get(f"/api/v1/reports/{world.draft.public_id}/", headers=neighbour).status_code == 404


def test_a_session_opens_the_same_as_a_token(client, world):
    client.force_login(cast.coordinator(world.tourism))
    assert world.draft.public_id in seen(client, "reports")


def test_an_export_that_may_hold_confidential_rows_is_recorded(client, world, token):
    user = cast.reporter(world.organisations[0])
    client.get("/api/v1/observations/export/?format=csv&territory=KISL&fields=value", headers=token(user))
    event = AuditEvent.objects.get(verb="exchange.export_list")
    assert event.actor == user
    assert event.after == {"list": "observations", "format": "csv", "filters": {"territory": ["KISL"]}}


def test_a_public_list_is_exported_without_a_record(client, world, partner):
    client.get("/api/v1/organisations/export/", headers=partner)
    assert not AuditEvent.objects.filter(verb="exchange.export_list").exists()
