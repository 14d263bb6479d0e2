"""What was acknowledged is on disk: the server is killed with everything it is at, again and again."""

import http.client
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.served import Served, post, served
from tests.workshop import asked
from workshop import create_app
from workshop.waves.store import Item

ROUNDS, PHONES = 5, 4


@dataclass
class Phone:
    """A participant's device: what it sent, turn by turn, and the last turn that was acknowledged."""

    name: str
    address: str
    chance: random.Random
    turn: int = 0
    acknowledged: int = 0
    after: dict[int, dict[Item, int]] = field(default_factory=lambda: {0: {}})
    faults: list[str] = field(default_factory=list)

    @property
    def device(self) -> str:
        return f"phone-{self.name}"

    def save_until(self, ended: Event, port: int) -> None:
        """Save one batch after the other until the server is gone or the test has had enough."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            while not ended.is_set():
                self._save(connection)
        except (OSError, http.client.HTTPException):
            pass  # killed: what is on its way now was not acknowledged
        finally:
            connection.close()

    def _save(self, connection: http.client.HTTPConnection) -> None:
        given = {item: self.chance.randint(1, 5) for item in self.chance.sample(asked.ITEMS, 6)}
        before = self.after[self.turn]
        self.turn += 1
        self.after[self.turn] = before | given
        items = [{"of": of, "q": q, "code": code} for (of, q), code in given.items()]
        status, told = post(
            connection, self.address, {"device": self.device, "turn": self.turn, "items": items}
        )
        if status != 200 or told["items"] != items:
            self.faults.append(f"turn {self.turn}: {status} {told}")
        self.acknowledged = self.turn


def under_load(server: Served, phones: list[Phone], seconds: float) -> None:
    """Let all phones save at once and kill the server after some time in the middle of it."""
    ended = Event()
    threads = [Thread(target=each.save_until, args=(ended, server.port)) for each in phones]
    for each in threads:
        each.start()
    ended.wait(seconds)
    server.kill()
    for each in threads:
        each.join(30)
    ended.set()
    assert not any(each.is_alive() for each in threads)


def check(wave: asked.Wave, phone: Phone) -> None:
    """Look for everything acknowledged; what was on its way is there whole or not at all."""
    rows = wave.room.rows(
        "SELECT turn FROM device_save WHERE sheet_id = :sheet AND device = :device",
        sheet=wave.sheets[phone.name],
        device=phone.device,
    )
    stored = int(str(rows[0]["turn"])) if rows else 0
    assert not phone.faults
    assert stored in (phone.acknowledged, phone.turn), f"{phone.name} lost turn {phone.acknowledged}"
    assert wave.answers(phone.name) == phone.after[stored]
    phone.after[phone.turn] = phone.after[stored]  # what was lost on its way is not sent again


@pytest.mark.skipif(sys.platform == "win32", reason="signals to process groups are POSIX")
def test_every_acknowledged_answer_stands_after_the_server_was_killed(tmp_path: Path) -> None:
    wave = asked.wave(create_app(tmp_path, testing=True))
    names = [f"Person-{number}" for number in range(PHONES)]
    chance = random.Random()
    phones = [Phone(name, wave.join(name), random.Random(name)) for name in names]
    for _ in range(ROUNDS):
        before = [each.acknowledged for each in phones]
        with served(tmp_path) as server:
            under_load(server, phones, chance.uniform(0.2, 0.8))
        assert sum(each.acknowledged for each in phones) > sum(before), "nothing was saved at all"
        for each in phones:
            check(wave, each)
        assert [each["integrity_check"] for each in wave.room.rows("PRAGMA integrity_check")] == ["ok"]
