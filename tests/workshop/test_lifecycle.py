"""The whole life of a wave as a state machine: the real app and its database against a model in plain dicts.

People are invited, answer from several devices, submit and change; the wave closes, opens again and is
sealed, and a backup is put back. After each step what is stored is what the model says, and after sealing
nothing leads back.
"""

import csv
import io
from collections import Counter
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from tests.workshop import asked
from tests.workshop.invited import make_link
from tests.workshop.lifecycle import (
    CAPABILITIES,
    INSTEAD,
    ITEMS,
    NOT_APPLICABLE,
    OLDEST_HOURS,
    checked,
    instead,
    leaving,
)
from tests.workshop.living import CODE, FUNCTIONS, PLANS, THRESHOLD, Living, act
from workshop.waves.store import Item

TEXTS = ("", "One", "Two <b>", "Three\nlines")
LINKS = (
    "sheet_holder", "device_save", "settled_sheet", "picks_given", "reason_given", "participant_link",
    "personal_link",
)  # fmt: skip

whose = st.integers(0, 50)
devices = st.sampled_from(["phone-one", "desk-0001"])
hours = st.sampled_from([-5, 0, 0, 1, 2, 500, OLDEST_HOURS, 100_000])
capabilities = st.sampled_from(CAPABILITIES)
on_first_page = st.sampled_from(["A1", "A2"])
levels = st.integers(1, 5)


class Lifecycle(Living):
    """What people and consultants do to a wave, in any order, and what holds after each step."""

    @initialize(plan=st.sampled_from(PLANS), pace=st.integers(2, 4))
    def begin(self, plan: tuple[str, ...], pace: int) -> None:
        self.plan, self.pace = list(plan), pace

    # People come.

    @act(function=st.sampled_from(FUNCTIONS))
    def invite(self, function: str) -> None:
        name = f"Later {next(self.steps)}"
        person = self.room.person(name, function=self.functions[function])
        answer = self.deed("people", person=str(person))
        assert answer.status_code == (303 if self.state == "open" else 422)
        if self.state == "open":
            self.known(name, f"/p/{make_link(self.ines, self.room, person)}", function, self.newest())

    @act(function=st.sampled_from(["", *FUNCTIONS]), twice=st.booleans())
    def come_in(self, function: str, twice: bool) -> None:
        # Another device: one that has come in before is led to its own sheet.
        self.phone.delete_cookie(f"door-{CODE}", path="/join")
        once = f"{next(self.steps):032x}"
        body = {"csrf_token": self.phone_token, "once": once, "function": function, "seniority": ""}
        answers = [self.phone.post(f"/join/{CODE}", data=body) for _ in range(1 + twice)]
        assert {each.status_code for each in answers} == {303 if self.state == "open" else 409}
        if self.state == "open":
            [address] = {str(each.location) for each in answers}
            self.known("", address, function, self.newest())

    # They answer by the script.

    @act(who=whose, device=devices, waited=hours, codes=st.dictionaries(
        st.sampled_from(ITEMS), st.integers(0, 5), min_size=1, max_size=4
    ))  # fmt: skip
    def answer(self, who: int, device: str, waited: int, codes: dict[Item, int]) -> None:
        member = self.member(who)
        self.save(member, device, self.next_turn(member, device), waited, codes=codes)

    @act(item=st.sampled_from(ITEMS), given=st.lists(levels, min_size=3, max_size=8))
    def several_answer(self, item: Item, given: list[int]) -> None:
        for member, code in zip(self.members, given, strict=False):
            self.save(member, "phone-one", self.next_turn(member, "phone-one"), codes={item: code})

    @act(who=whose, device=devices, waited=hours, of=capabilities, code=st.sampled_from([0, 6, 7]),
          why=st.sampled_from(["", "An agency", "No such team"]))  # fmt: skip
    def answer_without_level(self, who: int, device: str, waited: int, of: str, code: int, why: str) -> None:
        """Clear, don't know, or not applicable with a reason."""
        member = self.member(who)
        reasons = [{"of": of, "text": why}] if code == NOT_APPLICABLE else []
        codes = {(of, "current"): code, (of, "target"): code}
        self.save(member, device, self.next_turn(member, device), waited, codes=codes, reasons=reasons)

    @act(who=whose, device=devices, of=capabilities, text=st.sampled_from(TEXTS), aware=st.booleans())
    def comment(self, who: int, device: str, of: str, text: str, aware: bool) -> None:
        member = self.member(who)
        was = member.comments.get(of, "") if aware else ""
        comments = [{"of": of, "text": text, "was": was}]
        self.save(member, device, self.next_turn(member, device), comments=comments)

    @act(who=whose, device=devices, waited=hours,
         chosen=st.frozensets(capabilities, max_size=2))  # fmt: skip
    def pick(self, who: int, device: str, waited: int, chosen: frozenset[str]) -> None:
        member = self.member(who)
        self.save(member, device, self.next_turn(member, device), waited, picks=sorted(chosen))

    @act(who=whose, device=devices, item=st.sampled_from(ITEMS), code=levels)
    def send_twice(self, who: int, device: str, item: Item, code: int) -> None:
        member = self.member(who)
        turn = self.next_turn(member, device)
        first, again = (self.save(member, device, turn, codes={item: code}) for _ in range(2))
        assert first.get_json(silent=True) == again.get_json(silent=True)

    @act(who=whose, device=devices, item=st.sampled_from(ITEMS), code=levels, late=st.integers(1, 3))
    def send_an_older_turn_after_a_newer(
        self, who: int, device: str, item: Item, code: int, late: int
    ) -> None:
        member = self.member(who)
        self.save(member, device, turn := self.next_turn(member, device) + late, codes={item: code})
        self.save(member, device, turn - late, codes={item: code % 5 + 1}, picks=["A1"])

    # They answer by plain forms, from a page that may be old.

    @act(who=whose)
    def open_a_page(self, who: int) -> None:
        if self.state == "open":
            self.show(self.member(who))

    @act(who=whose, of=on_first_page, question=st.sampled_from(["current", "target"]), code=levels,
          old=st.booleans())  # fmt: skip
    def check_a_level(self, who: int, of: str, question: str, code: int, old: bool) -> None:
        self.post(who, old, {f"{question}-{of}": str(code)}, of)

    @act(who=whose, of=on_first_page, other=st.sampled_from(["na", "dk"]),
          why=st.sampled_from(["", "Agency"]), old=st.booleans())  # fmt: skip
    def check_something_in_its_place(self, who: int, of: str, other: str, why: str, old: bool) -> None:
        self.post(who, old, {f"instead-{of}": other, f"why-{of}": why}, of)

    @act(who=whose, of=on_first_page, text=st.sampled_from(TEXTS), old=st.booleans())
    def write_a_comment(self, who: int, of: str, text: str, old: bool) -> None:
        self.post(who, old, {f"comment-{of}": text}, of)

    @act(who=whose, of=on_first_page, old=st.booleans())
    def press_clear(self, who: int, of: str, old: bool) -> None:
        self.post(who, old, {"clear": of}, of)

    @act(who=whose)
    def resume(self, who: int) -> None:
        """What a page shows is what the model holds, on whatever device it is opened."""
        member = self.member(who)
        for address, here in (("A", ("A1", "A2")), ("B", ("B1",)), ("picks", ())):
            answer = self.app.test_client().get(f"{member.address}/{address}")
            assert answer.status_code == (404 if self.state == "sealed" else 200)
            assert ('id="answers"' in answer.text) == (self.state == "open")
            if self.state != "open":
                continue
            form = asked.filled(answer.text)
            for each in here:
                levels_shown = {item: int(form.get(f"{item[1]}-{each}", 0)) for item in checked(each, {})}
                assert levels_shown == checked(each, member.codes)
                assert INSTEAD.get(form.get(f"instead-{each}", ""), 0) == instead(each, member.codes)
                assert form[f"comment-{each}"] == member.comments.get(each, "")
                assert form[f"why-{each}"] == member.reasons.get(each, "")
            assert address != "picks" or frozenset(form.get("pick", ())) == member.picks

    @act(who=whose)
    def submit(self, who: int) -> None:
        member = self.member(who)
        answer = self.phone.post(f"{member.address}/submit")
        if not self.refused(answer):
            assert answer.status_code == 303
            member.submitted = True

    # The consultant's deeds.

    @act()
    def close(self) -> None:
        """Close what is closed already; when an open wave closes is planned."""
        if self.state != "open":
            self.then_close()

    @act(reason=st.sampled_from(["", "Two teams were on leave"]))
    def reopen(self, reason: str) -> None:
        """Without a reason, or what is no longer or never to be opened."""
        if not reason or self.state != "closed":
            self.open_again(reason)

    @act(soundly=st.booleans())
    def move_the_closing(self, soundly: bool) -> None:
        day = self.ahead() if soundly else "2001-01-01"
        answer = self.deed("closing", closes_on=day, closes_clock="17:30")
        may = self.state == "open" and soundly
        assert answer.status_code == (303 if may else 422)
        if may:
            [row] = self.room.rows("SELECT closes_at FROM wave WHERE id = :id", id=self.wave.id)
            assert str(row["closes_at"]).startswith(f"{day}T")

    @act()
    def seal(self) -> None:
        """Seal what is open still, or sealed already; when a closed one is sealed is planned."""
        if self.state != "closed":
            assert self.deed("seal").status_code == (422 if self.state == "open" else 303)

    @act()
    def ask_for_raw_answers(self) -> None:
        home = f"/engagements/{self.room.number}/waves/1"
        answer = self.ines.get(f"{home}/answers.csv")
        expected = leaving(self.members, THRESHOLD) if self.state == "sealed" else []
        if not expected:
            assert (answer.status_code, answer.location) == (303, f"{home}/seal")
            return
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
        names = [f"{capability}.{question}" for capability, question in ITEMS]
        found = [(row.get("function", ""), *(row[name] for name in names)) for row in rows]
        assert sorted(found) == expected
        assert min(Counter(row[0] for row in found).values()) >= THRESHOLD

    # What holds after each step.

    @invariant()
    def the_state_is_the_same(self) -> None:
        page = self.ines.get(f"/engagements/{self.room.number}/waves/1").text
        assert f"Wave 1 is {self.state}" in page.replace("\N{NO-BREAK SPACE}", " ")

    @invariant()
    def what_is_stored_is_what_was_answered(self) -> None:
        if self.state == "sealed":
            return
        for each in self.members:
            self.wave.sheets["member"] = each.sheet
            assert self.wave.answers("member") == each.codes
            assert self.wave.texts("reason", "member") == each.reasons
            assert self.wave.texts("comment", "member") == each.comments
            picks = self.room.rows("SELECT capability FROM pick WHERE sheet_id = :id", id=each.sheet)
            assert {row["capability"] for row in picks} == each.picks
            handed_in = self.room.rows("SELECT 1 FROM submission WHERE sheet_id = :id", id=each.sheet)
            assert bool(handed_in) == each.submitted
        held = self.room.rows("SELECT sheet_id FROM sheet_holder")
        assert {row["sheet_id"] for row in held} == {each.sheet for each in self.members}

    @invariant()
    def nothing_leads_back_after_sealing(self) -> None:
        if self.state != "sealed":
            return
        for table in LINKS:
            assert not self.room.rows(f"SELECT 1 FROM {table}"), table
        sheets = self.room.rows("SELECT id FROM sheet")
        assert len(sheets) == len(self.members)
        assert not {row["id"] for row in sheets} & {each.sheet for each in self.members}
        assert not self.room.rows("SELECT 1 FROM answer WHERE given_ms <> 0 OR code = 0")
        answered = self.room.rows("SELECT 1 FROM participant_answered")
        assert len(answered) == sum(each.answered for each in self.members)
        stored = self.room.rows("SELECT capability, question, code FROM answer")
        assert Counter((row["capability"], row["question"], row["code"]) for row in stored) == Counter(
            (*item, code) for each in self.members for item, code in each.codes.items()
        )


def test_a_wave_lives_as_the_model_says(tmp_path: Path) -> None:
    folders = count()
    lives: list[list[str]] = []
    run_state_machine_as_test(
        lambda: Lifecycle(tmp_path / str(next(folders)), lives),
        settings=settings(
            max_examples=6, stateful_step_count=22, derandomize=True, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    # The runs are the same each time: that they come to the end of a wave's life is part of what is tested.
    events = [Counter(each) for each in lives]
    assert sum(bool(each["close"] or each["pass"]) for each in events) > len(lives) * 0.7
    assert sum(bool(each["seal"]) for each in events) > len(lives) * 0.5
    assert sum(bool(each["restore"]) for each in events) > len(lives) * 0.3
