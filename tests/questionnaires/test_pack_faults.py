"""What can be wrong between and within the parts of a pack, one fault at a time, made from the tiny packs."""

from pathlib import Path

import pytest

from questionnaires.loading import PACKS, PackFaults, load_pack

FOLDER = Path(__file__).parents[1] / "packs"
LONG = "x" * 321

# Under the name of a tiny pack: a text of it => what it becomes | what is said; LONG and \n are filled in.
UNKNOWN_IDS = r"""
foundations
    [H2, H1] => [H2, H9] | :15: components[0].capabilities[0].rests_on[1]: there is no capability 'H9'
priorities
    waste: some => haste: some | :24: components[0].capabilities[0].serves.haste: there is no priority 'haste'
guide
    [C1] => [C2] | :36: guide[0].questions[0].capabilities[0]: there is no capability 'C2'
    capabilities: [C1] => jobs: [singing] | :36: guide[0].questions[0].jobs[0]: there is no job 'singing'
charter
    odd_job: errands => odd_job: odds | :57: charter.rule.odd_job: there is no job 'odds'
    {id: roses, from => {id: tulips, from | charter.rule.bounds[1].id: there is no archetype 'tulips'
    weeds: Nobody => reeds: Nobody | statements[2].behaviours.reeds: there is no archetype 'reeds'
worksheet
    component: L => component: M | :32: worksheets[1].component: there is no component 'M'
    keeper: Ida Nowak => kept_by: Ida Nowak | worksheets[1].example.kept_by: there is no column 'kept_by'
initiatives
    capability: F2, from: 2 => capability: F3, from: 2 | raises[0].capability: there is no capability 'F3'
    [gangway, timetable] => [gangway, bridge] | [2].prerequisites[1]: there is no initiative 'bridge'; correct
"""

REPEATED_IDS = r"""
foundations
    id: H\n => id: M\n | components[1].id: the id 'M' is taken by another component
short_form
    id: O3 => id: O1 | [2].id: the id 'O1' is taken by another capability (pack.yaml:12); give it another id
priorities
    id: waste => id: sales | :12: priorities[1].id: the id 'sales' is taken by another priority (pack.yaml:8)
guide
    id: people => id: music | guide[1].id: the id 'music' is taken by another section
    id: Q2 => id: Q1 | guide[1].questions[0].id: the id 'Q1' is taken by another question
charter
    id: growing => id: errands | the id 'errands' is taken by another job
    id: say => id: plan | charter.statements[2].id: the id 'plan' is taken by another statement
    id: weeds\n => id: roses\n | the id 'roses' is taken by another archetype
worksheet
    id: papers => id: shelves | the id 'shelves' is taken by another worksheet
    id: books => id: shelf | worksheets[1].columns[1].id: the column 'shelf' stands here twice
initiatives
    id: gangway => id: timetable | the id 'timetable' is taken by another initiative
"""

CIRCLES = r"""
foundations
    the mill?\n => the mill?\n        rests_on: [M1]\n | rests_on: M1 rests on itself: M1 -> H1 -> M1; take
    [H1] => [H2] | components[1].capabilities[1].rests_on: H2 rests on itself: H2 -> H2; take one step out
initiatives
    [gangway, timetable] => [both_banks] | both_banks is its own prerequisite: both_banks -> both_banks
    [timetable] => [both_banks] | initiatives[1].prerequisites: gangway is its own prerequisite
"""

UNFIT_VALUES = r"""
one_capability
    3: Tools => 6: Tools | levels: level 3 has no text; describe level 3
    3: Tools => 6: Tools | levels.6: there is no level 6; levels go from 1 to 5
    - The list of loans\n => | evidence: has 1 entry; write at least 2
    Where are the tools => LONG | question: has 344 characters; keep it to at most 160
    [Ad hoc, Emerging, => [Ad hoc, | level_names: has 4 entries; write at least 5
two_components
    weight: 2 => weight: 0 | dough.yaml:4: components[0].weight: is 0; write a number above 0
    weight: 2 => weight: -1 | components[0].weight: is -1; write a number above 0
    weight: 2 => weight: nan | components[0].weight: is nan; write a finite number
foundations
    evidence: [The log, => evidence: [A, B, C, | evidence: has 4 entries; keep it to at most 3
    rests_on: [H1] => rests_on: H1 | rests_on: is not a list; write each entry on a line of its own
short_form
    short_form: "no" => short_form: maybe | 'maybe' is neither true nor false; write true or false
priorities
    waste: some => waste: a lot | serves.waste: 'a lot' is not allowed; use one of some, strong
    {sales: strong, waste: some} => [sales] | serves: is not a mapping; write keys with values
    Take less home. => LONG | priorities[1].meaning: has 321 characters; keep it to at most 320
terms_and_facts
    year: 1988 => year: 1900 | facts[0].year: is 1900; write a number from 1950 to 2100
    year: 1988 => year: 19x8 | facts[0].year: '19x8' is not a whole number; write a whole number
    , source: Almanac of lights => | facts[0].source: is missing; add the key 'source'
guide
    minutes: 3 => minutes: 45 | guide[1].questions[0].minutes: is 45; write a number from 1 to 30
    core: true => core: [true] | core: is not a single value; write one text or number here
charter
    odd_job_weight: 1.5 => odd_job_weight: 0 | odd_job_weight: is 0; write a number above 0
    place: 5 => place: 5.5 | archetypes[1].place: is 5.5; write a number from 1 to 5
    , roses: Work follows the plan. => | statements[0].behaviours: says nothing of 'roses'; write a line
    {id: weeds, from: 1} => {id: weeds, from: 4} | rule.bounds[1].from: 3.5 comes after 4; put the bounds
    {id: weeds, from: 1} => {id: roses, from: 1} | archetypes[0].id: no bound names 'weeds'; add its bound
    value: 2 => value: 3 | charter.job_scale: the values are not 1 to 5 in order
worksheet
    type: person => type: human | columns[5].type: 'human' is not allowed; use one of capabilities, choice,
    , choices: [Tidy, "No", "1.10"] => | columns[4]: choices and the type 'choice' go together; write both
    type: choice => type: text | columns[4]: choices and the type 'choice' go together; write both or neither
    shelf: History, left => shelf: '' | example: the required column 'shelf' is empty; fill it in the example
    shelf: History, left\n      books => books | example: the required column 'shelf' is empty
initiatives
    from: 2, to: 3 => from: 3, to: 3 | initiatives[1].raises[0]: raises from 3 to 3; write a higher level
    from: 2, to: 3 => from: 0, to: 3 | raises[0].from: is 0; write a number from 1 to 5
    quarter: 3, text: Both => quarter: 4, text: Both | [1].quarter: quarter 4 is after the end (3); use a
    text: Both in use} => text: A}\n      - {quarter: 2, text: B} | quarter 2 comes after quarter 3; put mile
    quarter: 2, text: Timetable => quarter: 0, text: Timetable | is 0; write a number from 1 to 12
    [8, 20] => [20, 8] | initiatives[1].cost.one_off: goes from 20 to 8; write the lower amount first
    [6, 15], running: [1, 2] => [6, 15], running: [2, 1] | cost.running: goes from 2 to 1; write the lower
    [8, 20] => [-8, 20] | cost.one_off[0]: is -8; write 0 or more
    [8, 20] => [20] | cost.one_off: has 1 entry; write at least 2
    skipper: 2, => skipper: 0, | effort.skipper: is 0; write a number from 1 to 400
    skipper: 2, => skipper: 2.5, | effort.skipper: '2.5' is not a whole number
    tier: tertiary => tier: third | 'third' is not allowed; use one of primary, secondary, tertiary
    uses_strength: true => uses_strength: 1 | '1' is neither true nor false
    quarters: 1\n => quarters: 13\n | quarters: is 13; write a number from 1 to 12
    short: 2 => short: 6 | :7: horizons: horizons do not follow each other; let short end before medium
    long: 20 => long: 5 | horizons: horizons do not follow each other
"""

FILES = r"""
parts_in_files
    horizons: plan/h => horizons: h | pack.yaml:7: horizons: there is no file 'horizons.yaml' left; write
    horizons: plan/h => horizons: h | plan/horizons.yaml:1: the file: no part of the pack names this file
    - plan/later.yaml => - plan/latest.yaml | initiatives[1]: there is no file 'plan/latest.yaml' left
    - plan/later.yaml => - plan/first.yaml | there is no file 'plan/first.yaml' left; write the file, or name
    \n  - plan/later.yaml => | plan/later.yaml:1: the file: no part of the pack names this file; name it in
    quarter: 2, text: Sheet => quarter: 3, text: Sheet | plan/later.yaml:8: initiatives[1].milestones[1].quar
    3: Seats are => 3: &a Seats are | capabilities_of_house.yaml:7: the file: anchors and aliases are not al
    3: Seats are => 3: Seats: are | capabilities_of_house.yaml:7: the file: mapping values are not allowed
"""


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def faults(name: str, *changes: tuple[str, str]) -> list[str]:
    """Return the faults of a tiny pack after each text, which stands in one of its files, became another."""
    source = files(FOLDER / name)
    for old, new in changes:
        (place,) = [each for each, data in source.items() if old.encode() in data]
        source[place] = source[place].replace(old.encode(), new.encode(), 1)
    with pytest.raises(PackFaults) as caught:
        load_pack(source)
    return [str(each) for each in caught.value.faults]


def cases(text: str) -> pytest.MarkDecorator:
    """Return the lines of a table as parameters: pack, old text, new text, what is said."""
    found, name = [], ""
    for line in text.replace("LONG", LONG).splitlines():
        if line.startswith("    "):
            old, _, rest = line.strip().replace("\\n", "\n").partition(" =>")
            new, _, said = rest.partition("| ")
            # Ids of the cases in the report of the tests: what is said, which is short and unlike the others.
            found.append(pytest.param(name, old, new.strip(" "), said, id=f"{name}: {said}"))
        else:
            name = line
    return pytest.mark.parametrize(("name", "old", "new", "said"), found)


@cases(UNKNOWN_IDS)
def test_an_id_that_is_named_must_be_there(name: str, old: str, new: str, said: str) -> None:
    assert said in "\n".join(faults(name, (old, new)))


@cases(REPEATED_IDS)
def test_an_id_stands_once_among_its_kind(name: str, old: str, new: str, said: str) -> None:
    assert said in "\n".join(faults(name, (old, new)))


@cases(CIRCLES)
def test_a_circle_is_named_once(name: str, old: str, new: str, said: str) -> None:
    (only,) = faults(name, (old, new))
    assert said in only


@cases(UNFIT_VALUES)
def test_a_value_fits_its_place(name: str, old: str, new: str, said: str) -> None:
    assert said in "\n".join(faults(name, (old, new)))


@cases(FILES)
def test_each_file_is_read_and_named_once(name: str, old: str, new: str, said: str) -> None:
    assert said in "\n".join(faults(name, (old, new)))


def test_two_circles_through_one_part_are_both_said() -> None:
    longer = ("cost: {one_off: [0, 1.5]", "prerequisites: [both_banks]\n    cost: {one_off: [0, 1.5]")
    said = "pack.yaml:45: initiatives[0].prerequisites: timetable is its own prerequisite: timetable -> "
    assert faults("initiatives", longer) == [
        said + "both_banks -> gangway -> timetable; take one step out",
        said + "both_banks -> timetable; take one step out",
    ]


def test_broken_ids_make_no_circle() -> None:
    found = faults("foundations", ("id: H2\n", "id: 2H\n"), ("[H1]", "[2H]"))
    assert not any("itself" in each for each in found)
    assert sum("'2H' is not an id" in each for each in found) == 2


@pytest.mark.parametrize("broken", [b"\n: [", b"\xff", b"\n- !!python/object:os.system {}\n*x"])
@pytest.mark.parametrize("name", ["technology.yaml", "priorities.yaml", "initiatives_capital.yaml"])
def test_a_broken_file_is_one_fault_and_not_one_for_all_that_points_into_it(name: str, broken: bytes) -> None:
    source = files(PACKS / "marketing_operations")
    with pytest.raises(PackFaults) as caught:
        load_pack(source | {name: source[name] + broken})
    (only,) = caught.value.faults
    assert (only.file, only.path) == (name, "")
