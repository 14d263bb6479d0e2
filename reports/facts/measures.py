"""What the worksheet of measures says, in words."""

from collections.abc import Sequence

from questionnaires.worksheet_sayings.given import Given
from questionnaires.worksheet_sayings.measures import (
    DROPPED,
    IN_PREPARATION,
    IN_USE,
    NOT_DELIVERED,
    PRIMARY,
    SECONDARY,
    STATUSES,
    TERTIARY,
    TIERS,
    WANTED,
    Measure,
    Measures,
    Outcome,
    measures,
)
from reports.facts.flow import Flow, Step
from reports.facts.saying import (
    NOTHING,
    Bar,
    Bars,
    Board,
    Figures,
    Head,
    Said,
    Tone,
    and_others,
    brief,
    named,
    shortened,
)
from reports.wording import counted, part_of, raised, spelled

_MEANING = {
    PRIMARY: "Primary: goes with outcomes",
    SECONDARY: "Secondary: programme results",
    TERTIARY: "Tertiary: counts activity",
}


def said(given: Given, priorities: Sequence[str], figures: Figures) -> Said | None:
    """Return what is said of measures, or None where they say nothing."""
    found = measures(given, priorities)
    if found is None:
        return None
    boards = (_by_tier(found), _outcomes(found))
    return Said(
        finding(found), found.left_out, _chart(found, figures), boards, tuple(_remarks(found)), _flow(found)
    )


def finding(found: Measures) -> str:
    """Return how many outcomes nothing goes with, or how many measures count activity."""
    if number := len(found.unmeasured):
        whole = part_of(number, len(found.outcomes), "business outcome")
        return f"{raised(whole)} {'has' if number == 1 else 'have'} no primary measure, in use or to come."
    return f"{_activity(found)}."


def _flow(found: Measures) -> Flow | None:
    """Return the way from data to report of what stays, in use first; None where no cell says it of any."""
    if not found.asked & {"data_sources", "delivery"}:
        return None
    staying = sorted(
        (each for each in found.measures if each.stays),
        key=lambda each: (TIERS.index(each.tier), STATUSES.index(each.status)),
    )
    steps = tuple(
        Step(
            brief(each.name, 80),
            each.tier,
            each.status == IN_USE,
            tuple(brief(one) for one in each.sources),
            "" if each.delivery == NOT_DELIVERED else each.delivery,
            brief(each.audience),
        )
        for each in staying
    )
    return Flow(steps) if any(each.sources or each.delivery for each in steps) else None


def _activity(found: Measures) -> str:
    if not found.in_use:
        return "No measure is in use"
    verb = "counts" if (found.activity in (0, 1) and found.in_use > 1) or found.in_use == 1 else "count"
    if found.activity == 0:
        return "No measure in use counts activity only"
    return f"{found.activity} of {counted(found.in_use, 'measure')} in use {verb} activity"


def _chart(found: Measures, figures: Figures) -> Bars:
    bars = []
    for tier in TIERS:
        number = found.counts
        coming = number[tier, IN_PREPARATION] + number[tier, WANTED]
        parts: tuple[tuple[Tone, int], ...] = (
            ("dark", number[tier, IN_USE]),
            ("light", coming),
            ("open", number[tier, DROPPED]),
        )
        whole = sum(value for _, value in parts)
        spoken = f"{tier}: {number[tier, IN_USE]} in use of {whole}"
        lengths = tuple((tone, float(value)) for tone, value in parts if value)
        hot = tier == TERTIARY and 2 * found.activity > found.in_use
        bars.append(Bar(_MEANING[tier], lengths, str(whole), str(number[tier, IN_USE]), spoken, hot=hot))
    note = "Number of measures by tier; strong = in use, faint = coming or wanted, hatched = to be dropped"
    return Bars(_activity(found), note, "in use", tuple(bars))


def _by_tier(found: Measures) -> Board:
    wide = (Head("With an outcome", 22, number=True), Head("With an owner", 19, number=True))
    heads = (Head("Tier"), *(Head(each, 19, number=True) for each in STATUSES), *wide)

    def row(name: str, tiers: Sequence[str]) -> tuple[str, ...]:
        those = [each for each in found.measures if each.tier in tiers]
        staying = [each for each in those if each.stays]
        number = [sum(each.status == status for each in those) for status in STATUSES]
        with_outcome = sum(bool(each.outcomes) for each in staying)
        with_owner = sum(bool(each.owner) for each in staying)
        return (
            name,
            *(str(each) for each in number),
            NOTHING if found.without_outcome is None else f"{with_outcome} of {len(staying)}",
            NOTHING if found.without_owner is None else f"{with_owner} of {len(staying)}",
        )

    rows = [row(_MEANING[tier], [tier]) for tier in TIERS]
    return Board(_tier_title(found), heads, (*rows, row("All measures", TIERS)), has_total=True)


def _tier_title(found: Measures) -> str:
    primary = found.counts[PRIMARY, IN_USE]
    verb = "goes" if primary == 1 or found.in_use == 1 else "go"
    return f"{raised(part_of(primary, found.in_use, 'measure'))} in use {verb} with business outcomes"


def _outcomes(found: Measures) -> Board | None:
    if not found.outcomes:
        return None
    heads = (
        Head("Business outcome"),
        Head("From", 34),
        Head("Primary in use", 22, number=True),
        Head("Primary to come", 22, number=True),
        Head("Other measures", 22, number=True),
    )

    def row(each: Outcome) -> tuple[str, ...]:
        origin = "priority" if each.is_priority else "worksheet"
        return brief(each.name, 80), origin, str(each.in_use), str(each.to_come), str(each.others)

    def others(those: Sequence[Outcome]) -> tuple[str, ...]:
        sums = [
            sum(each) for each in zip(*((one.in_use, one.to_come, one.others) for one in those), strict=True)
        ]
        return and_others(len(those)), "", *(str(each) for each in sums)

    # Those that nothing goes with come first: they are what is to be done.
    ordered = sorted(found.outcomes, key=lambda each: (each.in_use > 0, each.to_come > 0))
    without = sum(not each.in_use for each in found.outcomes)
    verb = "has" if without in (0, 1) or len(found.outcomes) == 1 else "have"
    whole = raised(part_of(without, len(found.outcomes), "business outcome"))
    return Board(f"{whole} {verb} no primary measure in use", heads, shortened(ordered, row, others))


def _remarks(found: Measures) -> list[tuple[str, str]]:
    given: tuple[tuple[str, str, tuple[Measure, ...] | None], ...] = (
        ("No outcome", "no business outcome", found.without_outcome),
        ("No owner", "no owner", found.without_owner),
    )
    remarks = []
    staying = sum(each.stays for each in found.measures)
    for label, what, those in given:
        if those:
            verb = "has" if len(those) == 1 else "have"
            whole = f"{len(those)} of {counted(staying, 'measure')}"
            remarks.append((label, f"{whole} {verb} {what}: {_names(those)}."))
    if found.not_delivered:
        number = len(found.not_delivered)
        verb = "reaches" if number == 1 else "reach"
        names = _names(found.not_delivered)
        remarks.append(("Not delivered", f"{raised(spelled(number))} in use {verb} nobody: {names}."))
    return remarks


def _names(those: Sequence[Measure]) -> str:
    return named([each.name for each in those])
