"""What filled-in worksheets say: sums that must hold for any rows, and the order of work."""

from datetime import date
from decimal import Decimal

from hypothesis import given as drawn
from hypothesis import strategies as st

from questionnaires.cells import Known, read
from questionnaires.loading import shipped_pack
from questionnaires.worksheet import Column
from questionnaires.worksheet_sayings.capital import QUARTERS, capital
from questionnaires.worksheet_sayings.given import Given, Needs, Row, taken
from questionnaires.worksheet_sayings.measures import measures
from questionnaires.worksheet_sayings.months import Quarter, months_after, quarter_of
from questionnaires.worksheet_sayings.naming import Names
from questionnaires.worksheet_sayings.processes import processes
from questionnaires.worksheet_sayings.suppliers import suppliers
from questionnaires.worksheet_sayings.technology import technology
from questionnaires.worksheet_sayings.work_force import work_force
from questionnaires.written import Writing

PACK = shipped_pack("marketing_operations")
SHEETS = {each.id: each for each in PACK.worksheets}
KNOWN = Known({each.id: each.name for each in PACK.components}, {})
DAY = date(2026, 11, 22)
MONEY = st.decimals(0, 10**9, places=2, allow_nan=False).map(str)
HOURS = st.decimals(0, 500, places=1, allow_nan=False).map(str)
RATING = st.sampled_from(["", "1", "2", "3", "4", "5"])
DATE = st.dates(date(2020, 1, 1), date(2035, 12, 31)).map(date.isoformat) | st.just("")
NAME = st.sampled_from(["Mailer", "Mailer Plus", "Polls", "mailer ", "Web pages"])


def given(sheet: str, *rows: dict[str, str]) -> Given:
    """Return a worksheet of the shipped pack with rows as they were typed."""
    columns = SHEETS[sheet].columns
    made = []
    for row in rows:
        cells = {each.id: read(row.get(each.id, ""), each, Writing(), KNOWN) for each in columns}
        misfits = frozenset(name for name, cell in cells.items() if cell.fault and cell.text)
        made.append(Row({name: cell.value for name, cell in cells.items()}, misfits))
    return Given(columns, tuple(made))


def rows(sheet: str, **columns: st.SearchStrategy[str]) -> st.SearchStrategy[Given]:
    return st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=12).map(
        lambda found: given(sheet, *found)
    )


def test_rows_that_lack_what_is_needed_are_left_out_and_told_by_reason():
    found = technology(
        given(
            "technology",
            {"tool": "Mailer", "yearly_cost": "10"},
            {"tool": "Polls"},
            {"tool": "Films", "yearly_cost": "a lot"},
            {"yearly_cost": "3"},
        ),
        DAY,
    )
    assert found is not None
    assert [each.name for each in found.tools] == ["Mailer"]
    assert (found.left_out.rows, found.left_out.of) == (3, 4)
    told = [(each.name, each.missing, each.misfit) for each in found.left_out.lacking]
    assert told == [("Tool", 1, 0), ("Yearly cost", 1, 1)]


def test_a_column_of_another_kind_or_without_a_known_choice_counts_as_lacking():
    columns = (
        Column(id="a", name="A", type="text"),
        Column(id="b", name="B", type="number"),
        Column(id="c", name="C", type="choice", choices=("Oui",)),
    )
    sheet = Given(columns, (Row({"a": "x", "b": Decimal(1), "c": "Oui"}),))
    found = taken(sheet, Needs({"a": "text"}, {"b": "money", "c": "choice"}, {"c": ("Yes",)}))
    assert found is not None
    assert found.columns == {"a"}
    assert found.rows[0].text("c") == ""
    assert taken(sheet, Needs({"b": "money"}, {}, {})) is None


TOOLS = rows(
    "technology",
    tool=NAME,
    category=st.sampled_from(["", "Events", "Other", "Customer records"]),
    yearly_cost=MONEY,
    utilisation=st.sampled_from(["", "0", "45", "100"]),
    effectiveness=RATING,
    renewal=DATE,
    overlap=st.sampled_from(["", "mailer plus, polls", "Mailer", "nothing"]),
)


@drawn(TOOLS)
def test_categories_add_up_to_all_tools(sheet: Given):
    found = technology(sheet, DAY)
    assert found is not None
    assert sum(each.cost for each in found.categories) == found.cost
    assert sum(each.unused for each in found.categories) == found.unused
    assert 0 <= found.unused <= found.known_cost <= found.cost
    assert found.utilisation is None or 0 <= found.utilisation <= 1
    assert {*found.within_6} <= {*found.within_12}
    assert all(each.renewal and each.renewal >= DAY for each in found.within_12)
    costs = sorted(each.cost for each in found.tools)
    assert all(each.cost >= costs[(len(costs) - 1) // 2] for each in found.weak)
    pairs = [frozenset((each.first.strip().lower(), each.second.strip().lower())) for each in found.overlaps]
    assert len({*pairs}) == len(pairs)
    assert all(len(each) == 2 for each in pairs)


def test_what_is_not_used_is_cost_times_what_utilisation_leaves():
    found = technology(
        given(
            "technology",
            {"tool": "A", "yearly_cost": "1000", "utilisation": "45", "category": "Events"},
            {"tool": "B", "yearly_cost": "3000", "utilisation": "100", "category": "Events"},
            {"tool": "C", "yearly_cost": "500", "category": "Events"},
        ),
        DAY,
    )
    assert found is not None
    assert found.unused == 550
    assert found.utilisation == 1 - Decimal(550) / 4000
    assert (found.known, found.cost) == (2, 4500)


def test_names_are_found_as_whole_words_and_the_longest_wins():
    names = Names(["Mailer", "Mailer Plus", "Poll"])
    assert names.named_in("MAILER PLUS (invitations), polls") == {"mailer plus"}
    assert names.named_in("Mailer and Poll") == {"mailer", "poll"}
    assert names.named_in("") == set()


def test_a_renewal_on_the_last_day_of_six_months_is_within_them():
    found = technology(
        given(
            "technology",
            {"tool": "A", "yearly_cost": "1", "renewal": "2027-05-22"},
            {"tool": "B", "yearly_cost": "1", "renewal": "2027-05-23"},
            {"tool": "C", "yearly_cost": "1", "renewal": "2026-11-21"},
        ),
        DAY,
    )
    assert found is not None
    assert [each.name for each in found.within_6] == ["A"]
    assert [each.name for each in found.within_12] == ["A", "B"]
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)


@drawn(
    rows(
        "work_force",
        role=NAME,
        source=st.sampled_from(["Staff", "Contractor"]),
        headcount_now=HOURS,
        headcount_needed=HOURS,
        needed_by=DATE,
        technical_now=RATING,
        technical_needed=RATING,
    )
)
def test_posts_missing_less_posts_beyond_are_what_is_needed_less_what_is_there(sheet: Given):
    found = work_force(sheet)
    assert found is not None
    assert found.missing - found.over == sum(each.needed - each.filled for each in found.roles)
    assert [each.gap for each in found.roles] == sorted((each.gap for each in found.roles), reverse=True)
    for each in found.skills:
        assert 1 <= each.level <= 5
        assert 0 <= each.short <= each.posts


def test_skills_are_weighted_by_the_posts_that_need_them():
    found = work_force(
        given(
            "work_force",
            {"role": "A", "source": "Staff", "headcount_now": "1", "headcount_needed": "3",
             "process_now": "1", "process_needed": "4", "technical_now": "5", "technical_needed": "4"},
            {"role": "B", "source": "Staff", "headcount_now": "1", "headcount_needed": "1",
             "process_now": "3", "process_needed": "3"},
            {"role": "C", "source": "Staff", "headcount_now": "4", "headcount_needed": "0",
             "process_now": "1", "process_needed": "5"},
        )
    )  # fmt: skip
    assert found is not None
    assert [(each.name, each.gap, each.posts, each.short) for each in found.skills] == [
        ("Process skill", Decimal("2.25"), 4, 3),
        ("Technical skill", -1, 3, 0),
    ]


STEPS = rows(
    "processes",
    process=NAME,
    step_number=st.sampled_from(["1", "2", "3"]),
    step=st.sampled_from(["Brief", "Check"]),
    value_time=HOURS,
    elapsed_time=HOURS,
    effectiveness=RATING,
    efficiency=RATING,
    adds_value=st.sampled_from(["", "Yes", "No"]),
    outcome=st.sampled_from(["", "Growth"]),
)


@drawn(STEPS)
def test_what_is_right_comes_before_what_is_fast(sheet: Given):
    found = processes(sheet)
    assert found is not None
    deeds = [each.mending for each in found.order]
    ranks = [("remove", "effectiveness", "efficiency").index(each) for each in deeds if each]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(deeds)
    for each in found.order:
        if not each.adds_value:
            assert each.mending == "remove"
        elif each.effectiveness is not None and each.effectiveness <= 2:
            assert each.mending == "effectiveness"
    for process in found.processes:
        assert process.slowest.elapsed == max(each.elapsed for each in process.steps)
        assert process.share is None or process.share == process.value_time / process.elapsed
    assert sum(len(each.steps) for each in found.processes) == len(sheet.rows)
    assert {*found.without_outcome} == {each for each in found.processes if not each.outcomes}


def test_outcomes_are_the_priorities_and_those_of_the_worksheet():
    sheet = given(
        "measures",
        {"metric": "Revenue", "tier": "Primary", "status": "In use", "outcome": "growth; Margin"},
        {"metric": "Return", "tier": "Primary", "status": "Wanted", "outcome": "Return"},
        {"metric": "Old", "tier": "Primary", "status": "To be dropped", "outcome": "Trust"},
        {"metric": "Clicks", "tier": "Tertiary", "status": "In use", "delivery": "Not delivered"},
    )
    found = measures(sheet, ["Growth", "Service"])
    assert found is not None
    told = [(each.name, each.is_priority, each.in_use, each.to_come, each.others) for each in found.outcomes]
    assert told == [
        ("Growth", True, 1, 0, 0),
        ("Service", True, 0, 0, 0),
        ("Margin", False, 1, 0, 0),
        ("Return", False, 0, 1, 0),
        ("Trust", False, 0, 0, 0),
    ]
    assert [each.name for each in found.unmeasured] == ["Service", "Trust"]
    assert (found.in_use, found.activity) == (2, 1)
    assert [each.name for each in found.without_outcome or ()] == ["Clicks"]
    assert [each.name for each in found.not_delivered or ()] == ["Clicks"]


@drawn(
    rows(
        "capital",
        item=NAME,
        component=st.sampled_from(["A", "B", "F"]),
        kind=st.sampled_from(["One-off", "Running"]),
        amount=MONEY,
        quarter=st.dates(date(2020, 1, 1), date(2035, 12, 31)).map(date.isoformat),
        status=st.sampled_from(["", "Approved", "Idea"]),
    )
)
def test_the_quarters_and_what_they_do_not_see_are_all_that_is_spent_once(sheet: Given):
    found = capital(sheet, DAY)
    assert found is not None
    once = sum(each.amount for each in found.items if not each.is_running)
    last = found.quarters[-1].quarter
    later = sum(each.amount for each in found.items if not each.is_running and each.start > last)
    assert sum(each.one_off for each in found.quarters) + found.before + later == once
    assert [each.running for each in found.quarters] == sorted(each.running for each in found.quarters)
    assert len(found.quarters) == QUARTERS
    assert sum(each.total for each in found.parts) == found.whole.total
    assert sum(found.whole.by_status.values()) == found.whole.total


def test_running_cost_falls_into_every_quarter_from_its_start():
    found = capital(
        given(
            "capital",
            {
                "item": "Licence",
                "component": "A",
                "kind": "Running",
                "amount": "400",
                "quarter": "2027-04-01",
            },
            {"item": "Move", "component": "A", "kind": "One-off", "amount": "70", "quarter": "2027-06-30"},
        ),
        DAY,
    )
    assert found is not None
    assert [int(each.total) for each in found.quarters[:4]] == [0, 0, 170, 100]
    assert found.peak.quarter == Quarter(2027, 2)
    assert quarter_of(DAY) == Quarter(2026, 4)


@drawn(
    rows(
        "suppliers",
        supplier=NAME,
        service=NAME,
        component=st.sampled_from(["A", "B", "C"]),
        spend=MONEY,
        contract_end=DATE,
        performance=RATING,
        needed_from=DATE,
        needed_until=DATE,
    )
)
def test_suppliers_and_components_add_up_to_all_that_is_spent(sheet: Given):
    found = suppliers(sheet, DAY)
    assert found is not None
    assert sum(each.spend for each in found.suppliers) == found.spend
    assert sum(each.spend for each in found.parts) == found.spend
    assert all(each.contract_end and each.contract_end >= DAY for each in found.ending)
    assert not {*found.ending} & {*found.ended}
    assert all(each.performance is not None and each.performance < 3 for each in found.short)


def test_a_service_without_an_end_outlasts_its_contract():
    shared = {"supplier": "A", "service": "B", "component": "A", "spend": "1", "contract_end": "2027-01-01"}
    found = suppliers(
        given(
            "suppliers",
            shared | {"needed_from": "2026-01-01"},
            shared | {"needed_until": "2027-01-02"},
            shared | {"needed_until": "2027-01-01"},
            shared,
        ),
        DAY,
    )
    assert found is not None
    assert len(found.outlasting) == 2
    assert len(found.ending) == 4
    assert found.suppliers[0].share == 1
