"""Two people who do the same at the same moment: one succeeds, the other reads why not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts import audit
from clusters import actions
from clusters.models import ClusterAssignment, Membership
from tests import cast
from tests.clusters import make

AT_ONCE = 4


def outcomes(deed) -> list[str]:
    """What each of several threads got, begun together."""
    start = Barrier(AT_ONCE)

    def one(_number: int) -> str:
        start.wait()
        try:
            deed()
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
def test_member_admitted_at_once_by_several_is_admitted_once():
    cluster, spa = make.cluster(), make.organisation()
    deed = lambda: actions.admit_member(by=None, organisation=spa, cluster=cluster, valid_from=date(2024, 5, 1))  # noqa: E731
    assert outcomes(deed) == ["done", "refused", "refused", "refused"]
    assert Membership.objects.count() == 1
    assert audit.verify() == []


@pytest.mark.django_db(transaction=True)
def test_coordinator_appointed_at_once_by_several_is_appointed_once():
    cluster, user = make.cluster(), cast.visitor()
    deed = lambda: actions.assign_coordinator(by=None, user=user, cluster=cluster, valid_from=date(2024, 5, 1))  # noqa: E731
    assert outcomes(deed) == ["done", "refused", "refused", "refused"]
    assert ClusterAssignment.objects.count() == 1
