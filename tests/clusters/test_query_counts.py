"""A page asks the database equally often, whatever there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Organisation
from tests import cast
from tests.clusters import make

PAGES = [
    "/clusters/",
    "/clusters/tourism/",
    "/organisations/",
    "/organisations/?cluster=tourism&territory=KISL&q=санаторий&sort=-kind",
    "/organisations/{first}/",
    "/territories/",
    "/territories/KISL/",
]


def queries_of(client, address: str) -> int:
    address = address.format(first=Organisation.objects.earliest("pk").public_id)
    assert client.get(address).status_code == 200  # what is kept from the first visit is not counted
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("address", PAGES)
def test_queries_equal_at_3_30_and_300_organisations(client, tourism, kislovodsk, address, signed_in):
    if signed_in:
        client.force_login(cast.coordinator(tourism))
    counts = {}
    for number in (3, 30, 300):
        make.replaced(number, tourism, kislovodsk)
        counts[number] = queries_of(client, address)
    assert counts[3] == counts[30] == counts[300]
    assert counts[300] <= 30
