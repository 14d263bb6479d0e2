"""One wave over a database of its own, asked as people and consultants do it; beside it what should be so."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, rule
from werkzeug.test import TestResponse

from tests.workshop import asked, people
from tests.workshop.lifecycle import (
    INSTEAD,
    ITEMS,
    OLDEST_HOURS,
    Member,
    Moment,
    Shown,
    asked_for,
    checked,
    instead,
)
from workshop import create_app
from workshop.backups.making import back_up
from workshop.backups.restoring import restore
from workshop.dates import as_text
from workshop.waves.store import Item

FUNCTIONS = ("Sales", "Service", "Legal")
AT_FIRST = ("Sales", "Sales", "Sales", "Service", "Service", "Service")
THRESHOLD = 3
CODE = "K7MPW4XZ"
HOUR_MS = 60 * 60 * 1000
FIRST_AFTER = 5
"""How many steps there are before the first thing that is planned for a wave."""
PLANS = (
    ("close", "seal"),
    ("close", "back up", "seal", "restore"),
    ("back up", "pass", "seal", "restore"),
    ("back up", "close", "restore", "pass", "seal"),
    ("pass", "reopen", "back up", "close", "seal", "restore"),
    ("close", "reopen", "pass", "seal"),
    ("pass", "seal"),
)
"""What befalls a wave in the course of a run, whatever else is done to it meanwhile."""


@dataclass(frozen=True)
class Backup:
    """A backup, and what should be so once it is put back."""

    place: Path
    state: str
    members: list[Member]


def act(**drawn: Any) -> Callable[[Callable[..., None]], Any]:
    """Make a rule of a method; what is planned for the wave comes before it, when its time is there."""

    def made(method: Callable[..., None]) -> Any:
        @wraps(method)
        def with_plan(self: "Living", **values: Any) -> None:
            self.go_on()
            method(self, **values)

        return rule(**drawn)(with_plan)

    return made


class Living(RuleBasedStateMachine):
    """One wave over a database of its own; `state` and `members` are the model."""

    def __init__(self, folder: Path, lives: list[list[str]]) -> None:
        super().__init__()
        self.folder = folder
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
        self.plan: list[str] = []
        self.pace = self.left = FIRST_AFTER
        self.backup: Backup | None = None
        self.lived: list[str] = []
        lives.append(self.lived)
        for place, function in enumerate(AT_FIRST):
            address = self.wave.join(f"First {place}", function=function)
            self.known(f"First {place}", address, function, self.wave.sheets[f"First {place}"])

    def teardown(self) -> None:
        self.app.extensions["connections"].close_here()

    # What is planned for the wave.

    def go_on(self) -> None:
        """Do what is planned next, every few steps."""
        self.left -= 1
        if self.left <= 0 and self.plan:
            self.left = self.pace
            event = self.plan.pop(0)
            getattr(self, f"then_{event.replace(' ', '_')}")()
            self.lived.append(event)

    def then_close(self) -> None:
        assert self.deed("close").status_code == 303
        self.state = "closed" if self.state == "open" else self.state

    def then_pass(self) -> None:
        if self.state == "open":
            over = as_text(datetime.now(UTC) - timedelta(minutes=1))
            self.room.put("UPDATE wave SET closes_at = :over WHERE id = :id", over=over, id=self.wave.id)
            self.state = "closed"

    def then_reopen(self) -> None:
        self.open_again("Two teams were on leave")

    def then_seal(self) -> None:
        self.then_close()
        assert self.deed("seal").status_code == 303
        self.state = "sealed"

    def then_back_up(self) -> None:
        place = self.folder.with_name(f"{self.folder.name}.backup")
        back_up(self.app.config["DATABASE"], place, datetime.now(UTC))
        self.backup = Backup(place, self.state, deepcopy(self.members))

    def then_restore(self) -> None:
        """Put the backup back: a wave that was sealed since is sealed again."""
        assert self.backup is not None
        self.app.extensions["connections"].close_here()
        restore(self.backup.place, self.app.config["DATABASE"], datetime.now(UTC))
        self.state = "sealed" if self.state == "sealed" else self.backup.state
        self.members = deepcopy(self.backup.members)
        self.ines = people.signed_in(self.app, people.INES)
        self.token = people.csrf(self.ines)

    def open_again(self, reason: str) -> None:
        answer = self.deed("reopen", closes_on=self.ahead(), closes_clock="18:00", reason=reason)
        may = self.state == "closed" and bool(reason)
        assert answer.status_code == (303 if may else 422)
        if may:
            self.state = "open"
            assert self.room.deeds()[-1].endswith(f": {reason}")

    def ahead(self) -> str:
        return str((datetime.now(UTC) + timedelta(days=next(self.days))).date())

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
        age = waited * HOUR_MS
        items = [(*item, code, age) for item, code in codes.items()]
        for each in batch.get("reasons", ()):
            each["age"] = age
        if "picks" in batch:
            batch["picks_age"] = age
        answer = asked.save(self.phone, member.address, turn, device, items=items, **batch)
        if self.refused(answer):
            return answer
        assert answer.status_code == 200, answer.text
        if turn > member.turns.get(device, -1):
            member.turns[device] = turn
            moment = self.moment(waited)
            member.answer(codes, moment, {each["of"]: each["text"] for each in batch.get("reasons", ())})
            for each in batch.get("comments", ()):
                member.comment(each["of"], each["text"], each["was"])
            if "picks" in batch:
                member.pick(frozenset(batch["picks"]), moment)
        told = answer.get_json()
        assert told["turn"] == member.turns[device]
        assert told["submitted"] == member.submitted
        assert {(each["of"], each["q"]): each["code"] for each in told["items"]} == {
            item: member.codes.get(item, 0) for item in codes
        }
        return answer

    def next_turn(self, member: Member, device: str) -> int:
        return member.turns.get(device, -1) + 1

    def show(self, member: Member) -> None:
        """Let somebody have a page as it is now in front of them."""
        page = self.phone.get(f"{member.address}/A").text
        member.before = Shown(page, member.codes, member.comments, dict(member.reasons))

    def post(self, who: int, old: bool, changes: dict[str, str], of: str) -> None:
        """Send a page as it was shown with some changes, and let the model do the same."""
        member = self.member(who)
        if self.state == "open" and not (old and member.before):
            self.show(member)
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
            member.answer(codes, self.moment(0), {of: why})
        else:
            member.answer(codes, self.moment(0))
        text = changes.get(f"comment-{of}", shown.comments.get(of, ""))
        if text != shown.comments.get(of, ""):
            member.comment(of, text, shown.comments.get(of, ""))
