"""Where an engagement stands is said in words that claim no more than is known."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.engagements.cards import A_PAGE, Card, cards_of, shown, title
from workshop.engagements.days import NoDay, day_of
from workshop.engagements.methods import Method
from workshop.engagements.road import NOT_OPEN, VIEWS, place, road, rows
from workshop.engagements.sponsored import next_thing, said
from workshop.engagements.standing import Standing, standing
from workshop.engagements.store import Engagement, Facts
from workshop.manner import PLAIN

TODAY = date(2026, 11, 22)
METHOD = Method("marketing_operations", "Marketing operations", "1.0", "marketing operations", 6, 52)
ENGAGEMENT = Engagement(
    id=1,
    client="Alder & Sons",
    function_assessed="marketing operations",
    consultancy="Fenwick Hale Advisory",
    pack="marketing_operations",
    currency="EUR",
    page_size="A4",
    manner=PLAIN,
    starts_on=None,
    session_on=None,
    ends_on=None,
    brand="#0F4C3A",
    accent="#F5B700",
    logo="",
    archived=False,
)
NOTHING = Facts(1, 0, 0, 0, 0, 0, 0, None, released=False)
PEOPLE = replace(NOTHING, people=61, respondents=48)
ANSWERS = replace(PEOPLE, wave=1, answered=38, assessed_at=datetime(2026, 11, 20, tzinfo=UTC))
WITH_SPONSOR = replace(ANSWERS, sponsors=1)
RELEASED = replace(WITH_SPONSOR, released=True)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def at(facts: Facts, **changed: object) -> Standing:
    return standing(replace(ENGAGEMENT, **changed), facts, TODAY)


@pytest.mark.parametrize(
    ("facts", "title_", "what", "view"),
    [
        (NOTHING, "Nobody is in the engagement yet.", "Add the leadership team", "people.index"),
        (PEOPLE, "61 people are in, and no answers yet.", "Plan the first wave", "assessments.assessment"),
        (
            replace(PEOPLE, interviewees=9),
            "61 people are in, and no answers yet.",
            "Plan the interviews",
            "interviews.plan",
        ),
        (
            replace(PEOPLE, interviewees=9, interviews=9),
            "61 people are in, and no answers yet.",
            "Plan the first wave",
            "assessments.assessment",
        ),
        (ANSWERS, "The answers are in.", "Decide on the findings", "findings.findings"),
        (
            WITH_SPONSOR,
            "The answers are in.",
            "Release the results to the sponsor",
            "assessments.results",
        ),
        (
            replace(RELEASED, accepted=3),
            "The results are with the sponsor.",
            "Draft the initiatives",
            "initiatives.suggestions",
        ),
        (
            replace(RELEASED, accepted=3, initiatives=2),
            "The results are with the sponsor.",
            "Draft the schedule",
            "roadmap.roadmap",
        ),
        (
            replace(RELEASED, accepted=3, initiatives=2, placed=1),
            "The results are with the sponsor.",
            "Issue the pre-read",
            "blueprints.blueprints",
        ),
        (
            replace(RELEASED, accepted=3, initiatives=2, placed=2, issues=1),
            "The results are with the sponsor.",
            "Prepare the session",
            "blueprints.sitting",
        ),
        (
            replace(RELEASED, accepted=3, initiatives=2, placed=2, issues=1, sitting=True),
            "The results are with the sponsor.",
            "Print the session’s papers",
            "blueprints.blueprints",
        ),
    ],
)
def test_each_stage_has_one_next_thing(facts: Facts, title_: str, what: str, view: str) -> None:
    where = at(facts)
    assert where.title == title_
    assert where.next is not None
    assert (where.next.what, where.next.way.view) == (what, view)


def test_the_road_names_the_document_that_was_issued_last() -> None:
    def told(facts: Facts, *, sponsored: bool = False) -> str:
        return road(ENGAGEMENT, facts, TODAY, sponsored=sponsored)[-2].fact

    issued = replace(RELEASED, issues=2, documents=1, issued="summary", given="pre-read")
    assert told(RELEASED) == "No document issued yet"
    assert told(issued) == "Two-page summary issued"
    assert told(issued, sponsored=True) == "Pre-read"
    session = rows(ENGAGEMENT, replace(issued, sitting=True), TODAY, METHOD, sponsored=False)[4]
    assert (session.step, session.state) == ("Session", "Planned")


def test_a_sponsor_with_a_document_is_told_that_results_follow() -> None:
    title_, lead = said(ENGAGEMENT, replace(WITH_SPONSOR, documents=1, given="pre-read"))
    assert title_ == "The pre-read is here."
    assert "The results stand here once" in lead
    assert said(ENGAGEMENT, RELEASED)[0] == "The results are here."


def test_one_person_is_not_several() -> None:
    where = at(replace(NOTHING, people=1, respondents=1))
    assert where.title == "One person is in, and no answers yet."
    assert where.lead == "One of them is to answer; nobody has a personal link yet."


def test_more_answers_than_people_on_the_list_are_no_share() -> None:
    few = replace(ANSWERS, respondents=10)
    assert at(few).lead.startswith("38 have answered in wave 1")
    assert at(ANSWERS).lead.startswith("38 of 48 have answered in wave 1")


def test_an_archived_engagement_has_nothing_to_do() -> None:
    where = at(ANSWERS, archived=True, ends_on=day(-9), session_on=day(5))
    assert (where.next, where.due, where.overdue, where.coming) == (None, None, (), ())


def test_answers_and_a_day_that_has_passed_make_a_review() -> None:
    assert at(ANSWERS, session_on=day(-1)).title == "The session is over."
    assert at(ANSWERS, ends_on=day(-1)).title == "The engagement has ended."
    assert at(ANSWERS, session_on=day(0)).stage == "answers"
    # Without answers it is not over but late.
    late = at(PEOPLE, session_on=day(-2))
    assert late.stage == "people"
    # Nobody answers before a wave is planned, so nothing is waited for.
    assert at(PEOPLE).brief == "Nobody asked yet"
    assert [each.what for each in late.overdue] == ["No answers are in."]
    assert late.due is not None
    assert (late.due.text, late.due.kind) == ("2\N{NO-BREAK SPACE}days late", "late")


def test_what_has_ended_is_to_be_archived_but_not_before_its_release() -> None:
    assert at(ANSWERS, ends_on=day(-1)).next.what == "Archive the engagement"
    assert at(ANSWERS, session_on=day(-1), ends_on=day(3)).next.what == "Take the blueprint along"
    unreleased = at(WITH_SPONSOR, ends_on=day(-1))
    assert unreleased.next.what == "Release the results to the sponsor"
    assert [each.what for each in unreleased.overdue] == ["The results are not released."]
    assert unreleased.due.kind == "late"


@pytest.mark.parametrize(
    ("facts", "dates", "text", "kind"),
    [
        (NOTHING, {"starts_on": day(-1)}, "1\N{NO-BREAK SPACE}day late", "late"),
        (NOTHING, {"starts_on": day(0)}, "Starts today", "soon"),
        (NOTHING, {"starts_on": day(6)}, "Starts Sat 28 Nov", "soon"),
        (NOTHING, {"starts_on": day(7)}, "Starts Sun 29 Nov", "wait"),
        (NOTHING, {"ends_on": day(60)}, "Ends 21 Jan 2027", "wait"),
        (PEOPLE, {"starts_on": day(-9), "session_on": day(3)}, "Session Wed 25 Nov", "soon"),
        (ANSWERS, {"session_on": day(3), "ends_on": day(9)}, "Session Wed 25 Nov", "soon"),
    ],
)
def test_the_day_of_the_next_thing(facts: Facts, dates: dict[str, date], text: str, kind: str) -> None:
    due = at(facts, **dates).due
    assert due is not None
    assert (due.text, due.kind) == (text, kind)


def test_days_ahead_are_told_in_order() -> None:
    where = at(ANSWERS, starts_on=day(0), session_on=day(1), ends_on=day(30))
    assert [(each.what, each.when) for each in where.coming] == [
        ("Engagement starts", "today"),
        ("Strategy session", "tomorrow"),
        ("Engagement ends", "in 30 days"),
    ]


@pytest.mark.parametrize(
    ("ahead", "told"),
    [(34, "in 34 days"), (35, "in about 5 weeks"), (99, "in about 14 weeks"), (365, "in about 12 months")],
)
def test_what_is_far_is_told_in_weeks_and_months(ahead: int, told: str) -> None:
    assert [each.when for each in at(ANSWERS, ends_on=day(ahead)).coming] == [told]


DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
FACTS = st.builds(
    Facts,
    st.just(1),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 5000),
    st.one_of(st.none(), st.just(datetime(2026, 11, 20, tzinfo=UTC))),
    st.booleans(),
    documents=st.integers(0, 2),
)


@given(FACTS, DAYS, DAYS, DAYS, st.booleans())
def test_every_engagement_has_words_and_leads_only_to_pages_that_exist(
    facts: Facts, start: date | None, session: date | None, end: date | None, archived: bool
) -> None:
    engagement = replace(ENGAGEMENT, starts_on=start, session_on=session, ends_on=end, archived=archived)
    where = standing(engagement, facts, TODAY)
    assert where.title.endswith(".")
    assert (where.next is None) == archived
    assert all(each.day >= TODAY for each in where.coming)
    for sponsored in (False, True):
        steps = road(engagement, facts, TODAY, sponsored=sponsored)
        assert steps[0].name == "Overview"
        assert len(steps) == 8
        assert sum(step.current for step in steps) >= 1
        assert 1 <= place(steps) <= 7
        for row in rows(engagement, facts, TODAY, METHOD, sponsored=sponsored):
            assert row.view == VIEWS.get(row.step) or row.view is None
            step = next(each for each in steps if each.name == row.step)
            assert step.view == row.view
            if row.step not in VIEWS:
                assert row.state == NOT_OPEN


@given(FACTS)
def test_a_sponsor_is_led_to_nothing_that_was_not_released(facts: Facts) -> None:
    views = {step.view for step in road(ENGAGEMENT, facts, TODAY, sponsored=True)}
    following = next_thing(facts) if facts.wave else None
    if following:
        views |= {way.view for way in (following.way, following.other) if way}
    assert facts.wave > 0 or not views & {"assessments.results", "blueprints.blueprints"}
    assert facts.released or "assessments.results" not in views
    assert facts.reading or "blueprints.blueprints" not in views
    assert said(ENGAGEMENT, facts)[0].endswith(".")


def card(number: int, facts: Facts, **changed: object) -> Card:
    engagement = replace(ENGAGEMENT, id=number, **changed)
    return cards_of([engagement], {number: facts}, lambda _: TODAY)[0]


def test_the_title_counts_what_is_due() -> None:
    due, later = card(1, NOTHING, starts_on=day(2)), card(2, NOTHING, starts_on=day(20))
    review, archived = card(3, ANSWERS, session_on=day(-2)), card(4, NOTHING, archived=True)
    assert title([due, later, review], own=True) == "One of your three engagements needs you this week."
    assert title([due, due, later], own=True) == "Two of your three engagements need you this week."
    assert title([due, later], own=False) == "One of two engagements has something due this week."
    assert title([due], own=True) == "Your engagement needs you this week."
    assert title([due], own=False) == "The engagement has something due this week."
    assert title([due, due, due], own=False) == "All three engagements have something due this week."
    assert title([due, due], own=True) == "Both your engagements need you this week."
    assert title([later, archived], own=True) == "Nothing is due this week."
    assert title([archived], own=True) == "Every engagement is archived."


def test_cards_come_by_date_in_pages() -> None:
    engagements = [
        replace(ENGAGEMENT, id=at, client=f"Client {at}", starts_on=day(40 - at) if at % 3 else None)
        for at in range(1, 61)
    ]
    facts = {each.id: replace(NOTHING, engagement_id=each.id) for each in engagements}
    cards = cards_of(engagements, facts, lambda _: TODAY)
    pages = [shown(cards, "running", "", page) for page in (1, 2, 3)]
    assert [sum(len(group.cards) for group in page.groups) for page in pages] == [A_PAGE, A_PAGE, 12]
    told = [each.engagement for page in pages for group in page.groups for each in group.cards]
    days = [each.starts_on or date.max for each in told]
    assert days == sorted(days)
    assert len({each.id for each in told}) == 60
    assert pages[0].groups[0].head == "This week"
    assert (pages[1].first, pages[1].last, pages[1].total) == (25, 48, 60)
    assert shown(cards, "running", "", 99).page == 3
    assert shown(cards, "running", "", -1).page == 1
    assert shown(cards, "running", " CLIENT  7 ", 1).total == 1
    assert shown(cards, "archived", "", 1).groups == ()


@pytest.mark.parametrize(
    "text", ["2026-11-27", "27 Nov 2026", "27 November 2026", "Fri, 27 Nov 2026", "Nov 27, 2026"]
)
def test_a_day_may_be_typed_as_pages_write_it(text: str) -> None:
    assert day_of(text, PLAIN) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "said_"),
    [
        ("2026-11-31", "November has 30 days. Did you mean 30 Nov 2026?"),
        ("31 Nov 2026", "November has 30 days. Did you mean 30 Nov 2026?"),
        ("2026-02-29", "February 2026 has 28 days. Did you mean 28 Feb 2026?"),
        ("2026-11-00", "November has 30 days. Did you mean 1 Nov 2026?"),
        ("2026-13-01", "There is no month 13."),
        ("0026-11-27", "The year 26 cannot be right."),
        ("12 Foo 2026", "Foo is no month."),
        ("soon", "This is no day. Give it as in 2026-11-27: year, month, day."),
        ("27.11.2026", "This is no day."),
    ],
)
def test_what_is_no_day_is_told_with_one_that_may_be_meant(text: str, said_: str) -> None:
    with pytest.raises(NoDay) as fault:
        day_of(text, PLAIN)
    assert said_ in str(fault.value)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_no_day(text: str) -> None:
    with suppress(NoDay):
        assert day_of(text, PLAIN).year >= 2000
