"""What the index says, by rule: each finding is a rule's name and its values; the words are the page's, in either language."""


def found(result: dict) -> list[dict]:
    """Findings in the order of weight; the first one is the title of the report."""
    rules = (_score, _place, _change, _strongest, _weakest, _coverage)
    return [finding for rule in rules if (finding := rule(result))]


def _finding(rule: str, **values) -> dict:
    return {"rule": rule, "values": values}


def _score(result: dict) -> dict:
    change = result["change"]
    return _finding(
        "score",
        score=result["score"],
        change=change["total"] if change else None,
        since=change["previous_period"] if change else None,
    )


def _place(result: dict) -> dict:
    interval = result["interval"]
    return _finding(
        "place", rank=result["rank"], of=result["of"], best=interval["rank_low"], worst=interval["rank_high"]
    )


def _change(result: dict) -> dict | None:
    """The criterion that moved the score most in the direction in which it moved."""
    change = result["change"]
    if not change or not change["total"]:
        return None
    sign = 1 if change["total"] > 0 else -1
    criterion = max(change["criteria"], key=lambda code: sign * change["criteria"][code])
    return _finding("driver", criterion=criterion, part=change["criteria"][criterion], total=change["total"])


def _strongest(result: dict) -> dict:
    row = max(_scored(result), key=lambda row: row["score"])
    return _finding("strongest", criterion=row["code"], score=row["score"])


def _weakest(result: dict) -> dict:
    row = min(_scored(result), key=lambda row: row["score"])
    return _finding("weakest", criterion=row["code"], score=row["score"])


def _scored(result: dict) -> list[dict]:
    return [row for row in result["criteria"] if row["score"] is not None]


def _coverage(result: dict) -> dict:
    coverage = result["coverage"]
    return _finding(
        "coverage",
        used=coverage["used"],
        of=coverage["of"],
        suppressed=len(coverage["suppressed"]),
        missing=len(coverage["missing"]),
    )
