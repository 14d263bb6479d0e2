"""The whole life of a wave as a state machine: the real app and its database against a model in plain dicts.

People are invited, answer from several devices, submit and change; the wave closes, opens again and is
sealed. After each step what is stored is what the model says, and after sealing nothing leads back.
"""

import csv
import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from werkzeug.test import TestResponse

from tests.workshop import asked, people
from tests.workshop.invited import make_link
from tests.workshop.lifecycle import (
    CAPABILITIES,
    INSTEAD,
    ITEMS,
    NOT_APPLICABLE,
    OLDEST_HOURS,
    Member,
    Moment,
    Shown,
    asked_for,
    checked,
    instead,
    leaving,
)
from workshop import create_app
from workshop.waves.store import Item

FUNCTIONS = ("Sales", "Service", "Legal")
AT_FIRST = ("Sales", "Sales", "Sales", "Service", "Service", "Service")
THRESHOLD = 3
CODE = "K7MPW4XZ"
HOUR_MS = 60 * 60 * 1000
TEXTS = ("", "One", "Two <b>", "Three\nlines")

whose = st.integers(0, 50)
devices = st.sampled_from(["phone-one", "desk-0001"])
hours = st.sampled_from([-5, 0, 0, 1, 2, 500, OLDEST_HOURS, 100_000])
capabilities = st.sampled_from(CAPABILITIES)
on_first_page = st.sampled_from(["A1", "A2"])
levels = st.integers(1, 5)


class Lifecycle(RuleBasedStateMachine):
    """One wave over a database of its own; `state` and `members` are the model."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.app = create_app(folder, testing=True)
        self.ines = people.signed_in(self.app, people.INES)
        self.wave = asked.wave(self.app, ITEMS, picks=2, closes=timedelta(days=10))
        self.room = self.wave.room
        self.functions = {name: self.room.function(name, n) for n, name in enumerate(FUNCTIONS, 1)}
        self.room.put("UPDATE wave SET threshold = :k WHERE id = :id", k=THRESHOLD, id=self.wave.id)
        made = {"wave": self.wave.id, "code": CODE, "asked": self.wave.questionnaire}
        self.room.put("INSERT INTO open_door VALUES (:wave, :code, :asked)", **made)
        self.token, self.phone = people.csrf(self.ines), self.app.test_client()
        self.phone_token, self.state = people.csrf(self.phone), "open"
        self.steps, self.days = count(1), count(20)
        self.members: list[Member] = []
        for place, function in enumerate(AT_FIRST):
            address = self.wave.join(f"First {place}", function=function)
            self.known(f"First {place}", address, function, self.wave.sheets[f"First {place}"])

    def teardown(self) -> None:
        self.app.extensions["connections"].close_here()

    # How the app is asked, and what is known of it.

    def known(self, name: str, address: str, function: str, sheet: int) -> None:
        self.members.append(Member(name, address, sheet, {"function": function} if function else {}))

    def member(self, place: int) -> Member:
        return self.members[place % len(self.members)]

    def deed(self, where: str, **fields: str) -> TestResponse:
        home = f"/engagements/{self.room.number}/waves/1"
        return self.ines.post(f"{home}/{where}", data={"csrf_token": self.token, **fields})

    def moment(self, waited: int) -> Moment:
        # Real time passes between two steps, but never an hour: hours first, then the order of arrival.
        return -min(max(waited, 0), OLDEST_HOURS), next(self.steps)

    def newest(self) -> int:
        [row] = self.room.rows("SELECT max(id) AS id FROM sheet WHERE wave_id = :id", id=self.wave.id)
        return int(str(row["id"]))

    def refused(self, answer: TestResponse) -> bool:
        """Return whether a save was refused, as it must be in every state but one."""
        assert (answer.status_code == 409) == (self.state == "closed"), answer.text
        assert (answer.status_code in (404, 409)) == (self.state != "open"), answer.text
        assert answer.get_json(silent=True) in (None, {"state": self.state}) or answer.status_code != 409
        return self.state != "open"

    def save(self, member: Member, device: str, turn: int, waited: int = 0, **batch: Any) -> TestResponse:
        """Send a batch as the script does, and let the model do the same."""
        codes: dict[Item, int] = batch.pop("codes", {})
        items = [(*item, code, waited * HOUR_MS) for item, code in codes.items()]
        answer = asked.save(self.phone, member.address, turn, device, items=items, **batch)
        if self.refused(answer):
            return answer
        assert answer.status_code == 200, answer.text
        if turn > member.turns.get(device, -1):
            member.turns[device] = turn
            member.answer(codes, self.moment(waited))
            for each in batch.get("reasons", ()):
                member.reason(each["of"], each["text"])
            for each in batch.get("comments", ()):
                member.comment(each["of"], each["text"], each["was"])
            member.picks = frozenset(batch.get("picks", member.picks))
        told = answer.get_json()
        assert told["turn"] == member.turns[device]
        assert told["submitted"] == member.submitted
        assert {(each["of"], each["q"]): each["code"] for each in told["items"]} == {
            item: member.codes.get(item, 0) for item in codes
        }
        return answer

    def next_turn(self, member: Member, device: str) -> int:
        return member.turns.get(device, -1) + 1

    # People come.

    @rule(function=st.sampled_from(FUNCTIONS))
    def invite(self, function: str) -> None:
        name = f"Later {next(self.steps)}"
        person = self.room.person(name, function=self.functions[function])
        answer = self.deed("people", person=str(person))
        assert answer.status_code == (303 if self.state == "open" else 422)
        if self.state == "open":
            self.known(name, f"/p/{make_link(self.ines, self.room, person)}", function, self.newest())

    @rule(function=st.sampled_from(["", *FUNCTIONS]), twice=st.booleans())
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

    @rule(who=whose, device=devices, waited=hours, codes=st.dictionaries(
        st.sampled_from(ITEMS), st.integers(0, 5), min_size=1, max_size=4
    ))  # fmt: skip
    def answer(self, who: int, device: str, waited: int, codes: dict[Item, int]) -> None:
        member = self.member(who)
        self.save(member, device, self.next_turn(member, device), waited, codes=codes)

    @rule(item=st.sampled_from(ITEMS), given=st.lists(levels, min_size=3, max_size=8))
    def several_answer(self, item: Item, given: list[int]) -> None:
        for member, code in zip(self.members, given, strict=False):
            self.save(member, "phone-one", self.next_turn(member, "phone-one"), codes={item: code})

    @rule(who=whose, device=devices, waited=hours, of=capabilities, code=st.sampled_from([0, 6, 7]),
          why=st.sampled_from(["", "An agency", "No such team"]))  # fmt: skip
    def answer_without_level(self, who: int, device: str, waited: int, of: str, code: int, why: str) -> None:
        """Clear, don't know, or not applicable with a reason."""
        member = self.member(who)
        reasons = [{"of": of, "text": why}] if code == NOT_APPLICABLE else []
        codes = {(of, "current"): code, (of, "target"): code}
        self.save(member, device, self.next_turn(member, device), waited, codes=codes, reasons=reasons)

    @rule(who=whose, device=devices, of=capabilities, text=st.sampled_from(TEXTS), aware=st.booleans())
    def comment(self, who: int, device: str, of: str, text: str, aware: bool) -> None:
        member = self.member(who)
        was = member.comments.get(of, "") if aware else ""
        comments = [{"of": of, "text": text, "was": was}]
        self.save(member, device, self.next_turn(member, device), comments=comments)

    @rule(who=whose, device=devices, chosen=st.frozensets(capabilities, max_size=2))
    def pick(self, who: int, device: str, chosen: frozenset[str]) -> None:
        member = self.member(who)
        self.save(member, device, self.next_turn(member, device), picks=sorted(chosen))

    @rule(who=whose, device=devices, item=st.sampled_from(ITEMS), code=levels)
    def send_twice(self, who: int, device: str, item: Item, code: int) -> None:
        member = self.member(who)
        turn = self.next_turn(member, device)
        first, again = (self.save(member, device, turn, codes={item: code}) for _ in range(2))
        assert first.get_json(silent=True) == again.get_json(silent=True)

    @rule(who=whose, device=devices, item=st.sampled_from(ITEMS), code=levels, late=st.integers(1, 3))
    def send_an_older_turn_after_a_newer(
        self, who: int, device: str, item: Item, code: int, late: int
    ) -> None:
        member = self.member(who)
        self.save(member, device, turn := self.next_turn(member, device) + late, codes={item: code})
        self.save(member, device, turn - late, codes={item: code % 5 + 1}, picks=["A1"])

    # They answer by plain forms, from a page that may be old.

    @precondition(lambda self: self.state == "open")
    @rule(who=whose)
    def open_a_page(self, who: int) -> None:
        member = self.member(who)
        page = self.phone.get(f"{member.address}/A").text
        member.before = Shown(page, member.codes, member.comments, member.reasons)

    @rule(who=whose, of=on_first_page, question=st.sampled_from(["current", "target"]), code=levels,
          old=st.booleans())  # fmt: skip
    def check_a_level(self, who: int, of: str, question: str, code: int, old: bool) -> None:
        self.post(who, old, {f"{question}-{of}": str(code)}, of)

    @rule(who=whose, of=on_first_page, other=st.sampled_from(["na", "dk"]),
          why=st.sampled_from(["", "Agency"]), old=st.booleans())  # fmt: skip
    def check_something_in_its_place(self, who: int, of: str, other: str, why: str, old: bool) -> None:
        self.post(who, old, {f"instead-{of}": other, f"why-{of}": why}, of)

    @rule(who=whose, of=on_first_page, text=st.sampled_from(TEXTS), old=st.booleans())
    def write_a_comment(self, who: int, of: str, text: str, old: bool) -> None:
        self.post(who, old, {f"comment-{of}": text}, of)

    @rule(who=whose, of=on_first_page, old=st.booleans())
    def press_clear(self, who: int, of: str, old: bool) -> None:
        self.post(who, old, {"clear": of}, of)

    def post(self, who: int, old: bool, changes: dict[str, str], of: str) -> None:
        """Send a page as it was shown with some changes, and let the model do the same."""
        member = self.member(who)
        if self.state == "open" and not (old and member.before):
            self.open_a_page(who)
        shown = member.before
        if shown is None:
            return
        answer = asked.post(self.phone, f"{member.address}/A", changes, shown.page)
        if self.refused(answer):
            return
        assert answer.status_code == 303, answer.text
        codes: dict[Item, int] = {}
        for each in ("A1", "A2"):
            given = checked(each, shown.codes)
            given |= {item: int(changes[name]) for item in given if (name := f"{item[1]}-{each}") in changes}
            other = INSTEAD.get(changes.get(f"instead-{each}", ""), instead(each, shown.codes))
            if changes.get("clear") == each:
                given, other = dict.fromkeys(given, 0), 0
            codes |= asked_for(each, shown.codes, given, other)
        if (why := changes.get(f"why-{of}")) is not None and why != shown.reasons.get(of, ""):
            member.reason_after(codes, self.moment(0), of, why)
        else:
            member.answer(codes, self.moment(0))
        text = changes.get(f"comment-{of}", shown.comments.get(of, ""))
        if text != shown.comments.get(of, ""):
            member.comment(of, text, shown.comments.get(of, ""))

    @rule(who=whose)
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

    @rule(who=whose)
    def submit(self, who: int) -> None:
        member = self.member(who)
        answer = self.phone.post(f"{member.address}/submit")
        if not self.refused(answer):
            assert answer.status_code == 303
            member.submitted = True

    # The consultant's deeds.

    @rule()
    def close(self) -> None:
        assert self.deed("close").status_code == 303
        self.state = "closed" if self.state == "open" else self.state

    @precondition(lambda self: self.state == "open")
    @rule()
    def time_passes_the_closing(self) -> None:
        self.room.put("UPDATE wave SET closes_at = '2026-01-01T00:00:00Z' WHERE id = :id", id=self.wave.id)
        self.state = "closed"

    @rule(reason=st.sampled_from(["", "Two teams were on leave"]))
    def reopen(self, reason: str) -> None:
        answer = self.deed("reopen", closes_on=self.ahead(), closes_clock="18:00", reason=reason)
        may = self.state == "closed" and bool(reason)
        assert answer.status_code == (303 if may else 422)
        if may:
            self.state = "open"
            assert self.room.deeds()[-1].endswith(f": {reason}")

    @rule(soundly=st.booleans())
    def move_the_closing(self, soundly: bool) -> None:
        day = self.ahead() if soundly else "2001-01-01"
        answer = self.deed("closing", closes_on=day, closes_clock="17:30")
        may = self.state == "open" and soundly
        assert answer.status_code == (303 if may else 422)
        if may:
            [row] = self.room.rows("SELECT closes_at FROM wave WHERE id = :id", id=self.wave.id)
            assert str(row["closes_at"]).startswith(f"{day}T")

    def ahead(self) -> str:
        return str((datetime.now(UTC) + timedelta(days=next(self.days))).date())

    @rule(sure=st.integers(0, 3))
    def seal(self, sure: int) -> None:
        """Seal, where it is closed only now and then: nothing comes after it."""
        if self.state == "closed" and sure:
            return
        answer = self.deed("seal")
        assert answer.status_code == (422 if self.state == "open" else 303)
        self.state = "sealed" if self.state == "closed" else self.state

    @rule()
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
        for table in ("sheet_holder", "device_save", "participant_link", "personal_link"):
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
    run_state_machine_as_test(
        lambda: Lifecycle(tmp_path / str(next(folders))),
        settings=settings(
            max_examples=15, stateful_step_count=25, derandomize=True, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
