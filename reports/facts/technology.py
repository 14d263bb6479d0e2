"""What the worksheet of tools says, in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from questionnaires.worksheet_sayings.given import Given
from questionnaires.worksheet_sayings.technology import Category, Overlap, Technology, Tool, technology, used
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
    percent,
    shortened,
)
from reports.wording import counted, plural, raised, spelled, spelled_out


def said(given: Given, today: date, figures: Figures) -> Said | None:
    """Return what is said of tools, or None where they say nothing."""
    found = technology(given, today)
    if found is None:
        return None
    boards = (
        _by_category(found, figures),
        _weak(found, figures),
        _renewals(found, figures),
        _overlaps(found, figures),
    )
    return Said(
        finding(found, figures),
        found.left_out,
        _chart(found, figures),
        boards,
        tuple(_remarks(found, figures)),
    )


def finding(found: Technology, figures: Figures) -> str:
    """Return the cost of what is not used, or of all tools where that is not known."""
    if found.unused > 0:
        return f"{figures.money(found.unused)} of the yearly cost of tools pays for what is not used."
    verb = "costs" if len(found.tools) == 1 else "cost"
    return f"{raised(spelled_out(len(found.tools), 'tool'))} {verb} {figures.money(found.cost)} a year."


def _chart(found: Technology, figures: Figures) -> Bars | None:
    shown = [each for each in found.categories if each.cost > 0]
    if not shown:
        return None
    most = max(shown, key=lambda each: (each.unused, each.cost))
    if most.unused > 0:
        title = f"{_name(most)}: {figures.money(most.unused)} a year pays for what is not used"
    else:
        title = f"{_name(most)} costs most: {figures.money(most.cost)} a year"
    note = "Yearly cost by category; strong = used, faint = not used, hatched = use not known"
    return Bars(title, note, "used", tuple(_bar(each, figures, hot=each is most) for each in shown))


def _bar(each: Category, figures: Figures, *, hot: bool) -> Bar:
    unknown = max(each.cost - each.known_cost, Decimal(0))
    parts: tuple[tuple[Tone, Decimal], ...] = (
        ("dark", each.known_cost - each.unused),
        ("light", each.unused),
        ("open", unknown),
    )
    lengths = tuple((tone, float(value)) for tone, value in parts if value > 0)
    cost, share = figures.money(each.cost), percent(each.utilisation)
    known = f", of which {share} is used" if each.utilisation is not None else ", use not known"
    return Bar(_name(each), lengths, cost, share, f"{_name(each)}: {cost}{known}", hot=hot)


def _by_category(found: Technology, figures: Figures) -> Board | None:
    if not found.categories:
        return None
    heads = (
        Head("Category"),
        Head("Tools", 14, number=True),
        Head("Yearly cost", 26, number=True),
        Head("Share", 15, number=True),
        Head("Used", 15, number=True),
        Head("Not used", 26, number=True),
    )

    def cells(name: str, those: Sequence[Category]) -> tuple[str, ...]:
        cost = sum((each.cost for each in those), Decimal(0))
        known = sum((each.known_cost for each in those), Decimal(0))
        unused = sum((each.unused for each in those), Decimal(0))
        part = cost / found.cost if found.cost > 0 else None
        lost = figures.money(unused) if known else NOTHING
        number = str(sum(each.tools for each in those))
        return name, number, figures.money(cost), percent(part), percent(used(unused, known)), lost

    rows = shortened(
        found.categories,
        lambda each: cells(_name(each), [each]),
        lambda others: cells(and_others(len(others)), others),
    )
    total = cells("All tools", found.categories)
    most = found.categories[0]
    title = f"{_name(most)} takes {percent(most.share)} of the cost of tools"
    return Board(title, heads, (*rows, total), has_total=True)


def _weak(found: Technology, figures: Figures) -> Board | None:
    if not found.weak:
        return None
    heads = (
        Head("Tool"),
        Head("Effectiveness", 24, number=True),
        Head("Used", 15, number=True),
        Head("Yearly cost", 26, number=True),
        Head("Next step", 30),
    )

    def row(each: Tool) -> tuple[str, ...]:
        rating = f"{figures.number(each.effectiveness or Decimal(0))} of 5"
        return (
            brief(each.name), rating, _use(each), figures.money(each.cost), each.next_step or NOTHING,
        )  # fmt: skip

    rows = shortened(found.weak, row, lambda others: (*_others(others), "", figures.money(_cost(others)), ""))
    verb = "costs" if len(found.weak) == 1 else "cost"
    title = f"{raised(spelled_out(len(found.weak), 'tool'))} of low effectiveness {verb} the median or more"
    return Board(title, heads, rows)


def _renewals(found: Technology, figures: Figures) -> Board | None:
    if not found.within_12:
        return None
    soon = len(found.within_6)
    number = len(found.within_12)
    heads = (
        Head("Tool"),
        Head("Renews", 28),
        Head("Owner", 34),
        Head("Used", 15, number=True),
        Head("Yearly cost", 26, number=True),
        Head("Next step", 26),
    )

    def row(each: Tool) -> tuple[str, ...]:
        when = figures.day(each.renewal) if each.renewal else ""
        owner, step = brief(each.owner, 40) or "no owner", each.next_step or NOTHING
        return brief(each.name), when, owner, _use(each), figures.money(each.cost), step

    rows = shortened(
        found.within_12, row, lambda others: (*_others(others), "", "", figures.money(_cost(others)), "")
    )
    verb = "renews" if number == 1 else "renew"
    within = f", {spelled(soon)} of them within six" if number > 1 else ", within six" if soon else ""
    title = f"{raised(spelled_out(number, 'contract'))} {verb} within twelve months{within}"
    return Board(title, heads, rows)


def _overlaps(found: Technology, figures: Figures) -> Board | None:
    if not found.overlaps:
        return None
    heads = (
        Head("Tool"),
        Head("Does the same as", 58),
        Head("Named", 26),
        Head("Cost of both", 28, number=True),
    )

    def row(each: Overlap) -> tuple[str, ...]:
        by = "by each other" if each.mutual else "once"
        return brief(each.first), brief(each.second), by, figures.money(each.cost)

    # Tools that stand in several pairs would be added up twice: the others are counted only.
    rows = shortened(found.overlaps, row, lambda others: (and_others(len(others)), "", "", NOTHING))
    number = len(found.overlaps)
    pairs = "pair of tools does" if number == 1 else "pairs of tools do"
    return Board(f"{raised(spelled(number))} {pairs} the same thing", heads, rows)


def _remarks(found: Technology, figures: Figures) -> list[tuple[str, str]]:
    remarks = []
    every = len(found.tools)
    if found.ownerless:
        cost = figures.money(_cost(found.ownerless))
        verb = "has" if len(found.ownerless) == 1 else "have"
        remarks.append(
            (
                "Owner",
                f"{len(found.ownerless)} of {counted(every, 'tool')} {verb} no owner; cost: {cost} a year.",
            )
        )
    if found.crowded:
        names = named([f"{each.name.lower()} ({each.tools})" for each in found.crowded])
        remarks.append(("Overlap", f"These categories have more than one tool: {names}."))
    if found.known < every:
        without = every - found.known
        verb = "is" if without == 1 else "are"
        remarks.append(
            ("Use", f"How much is used is not known for {without} of {counted(every, 'tool')}; "
                    f"{'it' if without == 1 else 'they'} {verb} left out of what is not used.")
        )  # fmt: skip
    return remarks


def _name(category: Category) -> str:
    return category.name or f"No category ({category.tools} {plural(category.tools, 'tool')})"


def _use(tool: Tool) -> str:
    return NOTHING if tool.utilisation is None else percent(tool.utilisation / 100)


def _cost(tools: Sequence[Tool]) -> Decimal:
    return sum((each.cost for each in tools), Decimal(0))


def _others(tools: Sequence[Tool]) -> tuple[str, str]:
    return and_others(len(tools)), ""
