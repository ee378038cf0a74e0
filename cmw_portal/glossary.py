"""The portal's special terms, one line each, in the order a reader meets them."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Term(NamedTuple):
    anchor: str
    name: Promise
    meaning: Promise


TERMS = (
    Term(
        "cluster",
        _("Cluster"),
        _(
            "Organisations of one field that work in one place and gain from each other: suppliers, producers, science, authorities."
        ),
    ),
    Term(
        "member-organisation",
        _("Member organisation"),
        _("An organisation admitted to a cluster; membership has a first day and, when it ends, a last one."),
    ),
    Term(
        "observation",
        _("Observation"),
        _(
            "One value of one indicator for one territory, cluster or organisation in one period, with its source and status."
        ),
    ),
    Term(
        "basis",
        _("Basis"),
        _(
            "What a figure covers: for example all employers, or organisations without small business. Figures of different bases are not compared."
        ),
    ),
    Term(
        "suppressed",
        _("Suppressed value"),
        _("A value that exists but is not published, because it would reveal a single organisation. It is not zero."),
    ),
    Term(
        "location-quotient",
        _("Location quotient"),
        _(
            "The share of an activity in the territory's employment divided by its share in the krai's. Above 1 the territory specialises in it."
        ),
    ),
    Term(
        "herfindahl",
        _("Herfindahl index"),
        _("The sum of squared shares. Near 0, employment is spread over many activities; near 1, it rests on one."),
    ),
    Term(
        "equivalent-number",
        _("Equivalent number"),
        _("One divided by the Herfindahl index: how many equally large activities would give the same concentration."),
    ),
    Term(
        "composite-index",
        _("Composite index"),
        _("Many indicators brought to one scale, weighted and averaged into a score from 0 to 100."),
    ),
    Term(
        "goalposts",
        _("Goalposts"),
        _(
            "The fixed values of an indicator that count as 0 and as 100. They stay the same, so scores of different quarters compare."
        ),
    ),
    Term(
        "criterion",
        _("Criterion of competitiveness"),
        _(
            "One of the nine sides of sustainable competitiveness that the score is made of, such as employment or investment."
        ),
    ),
    Term(
        "mechanism",
        _("Mechanism of influence"),
        _("One of the six ways in which a cluster changes its region, such as jobs and quality of life."),
    ),
    Term(
        "contribution",
        _("Contribution"),
        _(
            "How many points of the score, or of its change, come from one indicator. Contributions add up to the whole."
        ),
    ),
    Term(
        "coverage",
        _("Coverage"),
        _("The share of the indicators of the framework for which a value was there when the report was computed."),
    ),
    Term(
        "digest",
        _("Digest"),
        _(
            "A fingerprint of the frozen inputs or of the result. The same inputs give the same digest to the last digit."
        ),
    ),
    Term(
        "passport",
        _("Passport of a value"),
        _("The page of one observation: where it comes from, who recorded it and when, and what it was before."),
    ),
)
