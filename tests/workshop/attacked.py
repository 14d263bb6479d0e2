"""A wave for an attacker to look at: people in groups who answer, change their minds, and come late."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from tests.workshop import people
from tests.workshop.attacker import CAPABILITIES, QUESTIONS, Attacker, Moment, Said
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements import store as engagements
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.counting.store import shown
from workshop.weights import store as weights

K = 3


@dataclass
class Attacked:
    """A wave that people answer while an attacker looks on from time to time."""

    app: Flask
    client: FlaskClient
    token: str
    db: Database
    engagement: int = 0
    wave: int = 0
    questionnaire: int = 0
    sheets: list[int] = field(default_factory=list)
    groups: dict[int, dict[str, str]] = field(default_factory=dict)
    said: Said = field(default_factory=dict)
    handed_in: list[int] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    is_open: bool = True
    watched: bool = False

    def __post_init__(self) -> None:
        self.began = datetime.now(UTC) - timedelta(days=2)
        self.attacker = Attacker(self.groups)
        owner = people.account(self.db, people.INES).id
        with write(self.db):
            self._launch(owner)

    @property
    def home(self) -> str:
        return f"/engagements/{self.engagement}"

    def _launch(self, owner: int) -> None:
        db, pack = self.db, shipped_pack("marketing_operations")
        self.engagement = engagements.add_engagement(
            db, client="Alder & Sons", function_assessed="marketing", consultancy="Fenwick",
            pack="marketing_operations", now=self.began,
        )  # fmt: skip
        engagements.add_member(db, self.engagement, owner)
        self.wave = waves.add_wave(db, self.engagement, pack, threshold=K, now=self.began)
        items = list(product(CAPABILITIES, QUESTIONS))
        self.questionnaire = waves.add_questionnaire(db, self.wave, "Everyone", items)
        closes = as_text(datetime.now(UTC) + timedelta(days=9))
        db.execute("UPDATE wave SET closes_at = :at WHERE id = :id", {"at": closes, "id": self.wave})
        waves.record_launch(db, self.wave, owner, self.began)
        # What is not asked weighs nothing: so each component is its one capability.
        own = {each.id: 100 * (each.id in CAPABILITIES) for each in pack.capabilities}
        whole = weights.OwnWeights({part.id: 100 for part in pack.components}, own)
        weights.put_own(db, self.engagement, whole)
        weights.choose(
            db, self.engagement, "own", account_id=owner, by="Ines", now=self.began, reason="Only these"
        )

    def join(self, groups: dict[str, str]) -> int:
        """Let somebody take part, and return who it is."""
        with write(self.db):
            holder = waves.add_participant(self.db, self.wave, None, self.questionnaire)
            self.sheets.append(waves.add_sheet(self.db, self.wave, self.questionnaire, groups, holder=holder))
        self.groups[len(self.sheets) - 1] = groups
        return len(self.sheets) - 1

    def say(self, who: int, capability: str, question: str, code: int) -> None:
        """Answer something, or change the answer; 0 takes it back."""
        with write(self.db):
            self.db.execute(
                """
                INSERT INTO answer (sheet_id, capability, question, code, given_ms)
                VALUES (:sheet, :capability, :question, :code, 1)
                ON CONFLICT (sheet_id, capability, question) DO UPDATE SET code = excluded.code""",
                {"sheet": self.sheets[who], "capability": capability, "question": question, "code": code},
            )
        before = self.said.get((who, capability, question), (0, 0))
        if before[0] != code:
            self.said[who, capability, question] = code, before[1] + 1

    def hand_in(self, who: int) -> None:
        """Hand in, and have the wave counted where that is due and somebody watches."""
        self.handed_in.append(who)
        at = self.began + timedelta(minutes=len(self.handed_in))
        with write(self.db):
            self.db.execute(
                "INSERT INTO submission (sheet_id, submitted_at) VALUES (:sheet, :at)",
                {"sheet": self.sheets[who], "at": as_text(at)},
            )
            wave = waves.wave_by_id(self.db, self.wave)
            assert wave is not None
            if self.watched:
                counting.count_if_due(self.db, wave, at + timedelta(seconds=1))

    def close(self) -> None:
        assert self._post("close").status_code == 303
        self.is_open = False

    def reopen(self) -> None:
        day = str((datetime.now(UTC) + timedelta(days=5)).date())
        why = {"closes_on": day, "closes_clock": "18:00", "reason": "One was on leave"}
        assert self._post("reopen", **why).status_code == 303

    def seal(self) -> None:
        assert self._post("seal", typed="Alder & Sons").status_code == 303

    def _post(self, deed: str, **values: str):
        where = f"{self.home}/waves/1/{deed}"
        return self.client.post(where, data={"csrf_token": self.token, **values})

    def look(self) -> None:
        """Let the attacker take down what is shown, where anything is."""
        answer = self.client.get(f"{self.home}/scores.json")
        if answer.status_code == 200:
            everyone = frozenset(range(len(self.sheets)))
            now = Moment(dict(self.said), self._drawn(), everyone, self.is_open, K)
            self.attacker.look(answer.get_json(), now, self._alike())

    def _drawn(self) -> tuple[int, ...]:
        """Return on whom the figures of an open wave rest, in the order of the draws."""
        rows = self.db.query("SELECT sheet_id FROM settled_sheet")
        known = {self.sheets.index(row["sheet_id"]) for row in rows if row["sheet_id"] in self.sheets}
        self.drawn += sorted(known - set(self.drawn))
        return tuple(self.drawn)

    def _alike(self) -> dict[tuple[str, str], tuple[int, ...]]:
        held = shown(self.db, self.wave)
        assert held is not None
        place = {each: at for at, each in enumerate(held[0].capabilities)}
        return {
            (each, question): tuple(held[0].alike[place[each], at].tolist())
            for each in CAPABILITIES
            for at, question in enumerate(QUESTIONS)
        }

    def solved(self) -> list[tuple[str, tuple[int, ...]]]:
        return self.attacker.solved(K)


def on(app: Flask, client: FlaskClient, token: str) -> Attacked:
    return Attacked(app, client, token, connect(app.config["DATABASE"]))


def answering(wave: Attacked, chance: random.Random, who: int) -> None:
    """Let somebody answer as people do: all, some, only one of both, or always the same."""
    straight = chance.random() < 0.3 and chance.randint(1, 5)
    for capability in CAPABILITIES:
        kind = chance.choices(("both", "today", "wanted", "instead", "nothing"), (14, 1, 1, 1, 1))[0]
        for question in QUESTIONS:
            if straight:
                wave.say(who, capability, question, straight)
            elif kind == "instead":
                wave.say(who, capability, question, chance.choice((6, 7)))
            elif kind in ("both", "today" if question == "current" else "wanted"):
                wave.say(who, capability, question, chance.randint(1, 5))


def lived(wave: Attacked, chance: random.Random) -> None:
    """Let a wave run: people answer, it closes, is opened again for a few, and is sealed in the end."""
    wave.watched = watched = chance.random() < 0.3
    # On whom the figures of an open wave rest is drawn by chance, and nobody knows. This attacker does: only
    # where there are no groups to subtract from, nothing may follow even so.
    shape = "A" if watched else chance.choices(("ABC", "ABCD", "A", "AB"), (4, 2, 1, 2))[0]

    def somebody() -> int:
        nested = watched or chance.random() < 0.6
        function = chance.choices(shape, [5, 4, 2, 1][: len(shape)])[0]
        seniority = ("X" if function in "AC" else "Y") if nested else chance.choice("XY")
        return wave.join({"function": function, "seniority": seniority})

    for _ in range(chance.randint(6, 20)):
        who = somebody()
        answering(wave, chance, who)
        if chance.random() < 0.8:
            wave.hand_in(who)
            if watched:
                wave.look()
    wave.close()
    wave.look()
    for _ in range(chance.randint(0, 3)):
        wave.reopen()
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 6))):
            who = somebody()
            answering(wave, chance, who)
            if chance.random() < 0.5:
                wave.hand_in(who)
        for _ in range(chance.choice((0, 0, 0, 1, 2, 8))):
            who, capability = chance.randrange(len(wave.sheets)), chance.choice(CAPABILITIES)
            wave.say(who, capability, chance.choice(QUESTIONS), chance.choice((0, 1, 2, 3, 4, 5, 7)))
        wave.close()
        wave.look()
    if chance.random() < 0.3:
        wave.seal()
        wave.look()
