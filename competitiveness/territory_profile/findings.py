"""What the figures say, by rule: each finding is a rule's name and its values; the words are the page's, in either language."""


def found(result: dict) -> list[dict]:
    """Findings in the order of weight; the first one is the title of the profile."""
    rules = (_leading_section, _next_section, _concentration, _withheld, _wage, _wage_comparison, _population)
    return [finding for rule in rules if (finding := rule(result))]


def _finding(rule: str, **values) -> dict:
    return {"rule": rule, "values": values}


def _section(result: dict, number: int) -> dict | None:
    codes = result["employment"]["specialisation"]
    if len(codes) <= number:
        return None
    return next(row for row in result["employment"]["sections"] if row["section"] == codes[number])


def _of_section(rule: str, row: dict) -> dict:
    return _finding(
        rule,
        section=row["section"],
        share=row["share"],
        quotient=row["quotient"],
        lower_bound="lower_bound" in row["flags"],
    )


def _leading_section(result: dict) -> dict | None:
    row = _section(result, 0)
    return _of_section("leading_section", row) if row else _finding("no_specialisation")


def _next_section(result: dict) -> dict | None:
    row = _section(result, 1)
    return _of_section("next_section", row) if row else None


def _concentration(result: dict) -> dict:
    own, beside = result["employment"]["concentration"], result["employment"]["reference_concentration"]
    bounds, other = own["equivalent_number"], beside["equivalent_number"]
    if bounds["high"] < other["low"]:
        rule = "more_concentrated"
    elif bounds["low"] > other["high"]:
        rule = "less_concentrated"
    else:
        rule = "concentration_not_told_apart"
    return _finding(
        rule, low=bounds["low"], high=bounds["high"], reference_low=other["low"], reference_high=other["high"]
    )


def _withheld(result: dict) -> dict | None:
    employment = result["employment"]
    withheld = [row["section"] for row in employment["sections"] if "withheld" in row["flags"]]
    partly = [row["section"] for row in employment["sections"] if "lower_bound" in row["flags"]]
    if not withheld and not partly:
        return None
    return _finding(
        "withheld",
        sections=withheld,
        partly=partly,
        of=len(employment["sections"]),
        remainder=employment["remainder"],
        remainder_share=employment["remainder_share"],
    )


def _wage(result: dict) -> dict | None:
    wage = result["wage"]
    if not wage["points"]:
        return None
    last = wage["points"][-1]
    return _finding(
        "wage",
        period=last["period"],
        value=last["value"],
        derived=last["derived"],
        change=wage["change"],
        place=wage["place"],
    )


def _wage_comparison(result: dict) -> dict | None:
    if not result["wage"]["points"] or any(row["comparable"] for row in result["wage"]["beside"]):
        return None
    return _finding(
        "wage_not_comparable", reasons=sorted({reason for row in result["wage"]["beside"] for reason in row["reasons"]})
    )


def _population(result: dict) -> dict | None:
    population = result["population"]
    if not population["points"]:
        return None
    last = population["points"][-1]
    return _finding("population", period=last["period"], value=last["value"], change=population["change"])
