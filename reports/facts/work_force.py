"""What the worksheet of roles says, in words."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.worksheet_sayings.given import Given
from questionnaires.worksheet_sayings.work_force import Role, Skill, Source, WorkForce, work_force
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
    shortened,
)
from reports.wording import counted, lowered, spelled_out


def said(given: Given, figures: Figures) -> Said | None:
    """Return what is said of roles and people, or None where they say nothing."""
    found = work_force(given)
    if found is None:
        return None
    boards = (_posts(found, figures), _skills(found, figures))
    return Said(
        finding(found, figures),
        found.left_out,
        _chart(found, figures),
        boards,
        tuple(_remarks(found, figures)),
    )


def finding(found: WorkForce, figures: Figures) -> str:
    """Return how many posts are missing, and by when the first is needed."""
    if not found.missing:
        return "Every role has the posts that the plan needs."
    when = f"; the first is needed by {figures.day(found.first_needed)}" if found.first_needed else ""
    return f"{_posts_of(found.missing, figures)} {'is' if found.missing == 1 else 'are'} missing{when}."


def _chart(found: WorkForce, figures: Figures) -> Bars | None:
    shown = [each for each in found.roles if each.filled or each.needed]
    if not shown:
        return None
    short = [each for each in shown if each.gap > 0]
    title = "No role has fewer posts than it needs"
    if short:
        title = f"{brief(short[0].name)} lacks {_posts_of(short[0].gap, figures)}"
        if len(short) > 1:
            title += ", the most of all roles" if short[0].gap > short[1].gap else ", as others do"
    note = (
        "Full-time posts by role; strong = there and needed, faint = missing, hatched = beyond what is needed"
    )
    bars = []
    for each in shown:
        parts: tuple[tuple[Tone, Decimal], ...] = (
            ("dark", min(each.filled, each.needed)),
            ("light", max(each.gap, Decimal(0))),
            ("open", max(-each.gap, Decimal(0))),
        )
        lengths = tuple((tone, float(value)) for tone, value in parts if value)
        end = f"{figures.tenth(each.filled)} of {figures.tenth(each.needed)}"
        spoken = f"{each.name}: {end} posts needed are there"
        hot = bool(short) and each is short[0]
        bars.append(Bar(brief(each.name), lengths, end, figures.signed(each.gap), spoken, hot=hot))
    return Bars(title, note, "gap", tuple(bars))


def _posts(found: WorkForce, figures: Figures) -> Board:
    heads = (
        Head("Role"),
        Head("Source", 30),
        Head("Now", 16, number=True),
        Head("Needed", 18, number=True),
        Head("Gap", 16, number=True),
        Head("Needed by", 34),
    )
    pairs = [(role, source) for role in found.roles for source in role.sources]

    def row(pair: tuple[Role, Source]) -> tuple[str, ...]:
        role, source = pair
        when = figures.day(source.needed_by) if source.needed_by else NOTHING
        return brief(role.name), source.name or NOTHING, *_numbers([source], figures), when

    def others(those: Sequence[tuple[Role, Source]]) -> tuple[str, ...]:
        return and_others(len(those)), "", *_numbers([each for _, each in those], figures), ""

    every = [source for _, source in pairs]
    total = ("All roles", "", *_numbers(every, figures), "")
    short = sum(each.gap > 0 for each in found.roles)
    title = f"{short} of {counted(len(found.roles), 'role')} {'needs' if short == 1 else 'need'} more posts"
    return Board(title, heads, (*shortened(pairs, row, others), total), has_total=True)


def _numbers(sources: Sequence[Source], figures: Figures) -> tuple[str, str, str]:
    now = sum((each.filled for each in sources), Decimal(0))
    needed = sum((each.needed for each in sources), Decimal(0))
    return figures.tenth(now), figures.tenth(needed), figures.signed(needed - now)


def _skills(found: WorkForce, figures: Figures) -> Board | None:
    if not found.skills:
        return None
    heads = (
        Head("Skill"),
        Head("Now", 16, number=True),
        Head("Needed", 18, number=True),
        Head("Gap", 16, number=True),
        Head("Posts below what is needed", 34, number=True),
    )

    def row(each: Skill) -> tuple[str, ...]:
        short = f"{figures.tenth(each.short)} of {figures.tenth(each.posts)}"
        return (
            each.name,
            figures.tenth(each.level),
            figures.tenth(each.needed),
            figures.signed(each.gap),
            short,
        )

    widest = found.skills[0]
    title = f"{widest.name} has the largest gap, {figures.signed(widest.gap)}"
    if widest.gap <= 0:
        title = "No skill is below what is needed"
    rows = shortened(found.skills, row, lambda those: (and_others(len(those)), "", "", "", ""))
    return Board(title, heads, rows)


def _remarks(found: WorkForce, figures: Figures) -> list[tuple[str, str]]:
    remarks = []
    over = [each for each in found.roles if each.gap < 0]
    if over:
        names = ", ".join(
            f"{lowered(brief(each.name, 40))} ({figures.tenth(-each.gap)})" for each in over[:4]
        )
        more = " and others" if len(over) > 4 else ""
        remarks.append(
            ("Beyond the plan", f"{_posts_of(found.over, figures)} more than needed: {names}{more}.")
        )
    undated = [each for each in found.roles if each.gap > 0 and each.needed_by is None]
    if undated:
        remarks.append(("No date", f"For {spelled_out(len(undated), 'role')} with a gap no date is stated."))
    if found.skills:
        remarks.append(("Skills", "Levels from 1 to 5, each role counted by the posts it needs."))
    return remarks


def _posts_of(number: Decimal, figures: Figures) -> str:
    return f"{figures.tenth(number)} {'post' if number == 1 else 'posts'}"
