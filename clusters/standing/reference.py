"""Rule sets of standing and admission that the product carries, and to which clusters they apply from the start."""

from django.db import transaction

from clusters.models import Cluster
from clusters.rules.models import RuleSet
from clusters.rules.reference import FIRST_DAY, load_sets, read
from clusters.standing import actions

FILE = "rule_sets.toml"


@transaction.atomic
def load() -> None:
    """Add the sets that are missing and apply each new one to its clusters. A second call changes nothing."""
    data = read(FILE)
    before = set(RuleSet.objects.values_list("code", flat=True))
    load_sets(data["set"])
    for entry in data["applied"]:
        cluster = Cluster.objects.filter(slug=entry["cluster"]).first()
        for code in entry["sets"]:
            if cluster is not None and code not in before:
                rule_set = RuleSet.objects.get(code=code)
                actions.apply_rules(by=None, cluster=cluster, rule_set=rule_set, valid_from=FIRST_DAY)
