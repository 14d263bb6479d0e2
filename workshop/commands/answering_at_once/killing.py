"""What was acknowledged is on disk: the server is killed with everything it is at, and then one looks."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from sqlite_utils import Database

from workshop import config
from workshop.answering import store
from workshop.backups.store import faults
from workshop.commands.answering_at_once.serving import free_port, wait_for
from workshop.commands.serving import HOST
from workshop.config import DATABASE_NAME
from workshop.database import connect
from workshop.waves.store import Item

SERVE = "import sys; from workshop.commands import main; sys.exit(main(sys.argv[1:]))"
_AT_ONCE = 6
"""How many answers a batch holds."""
_PATIENCE_SECONDS = 30


class Lost(Exception):
    """Says what is not as it was acknowledged, or that nothing was."""


@dataclass
class Phone:
    """Somebody's device: what it sent, turn by turn, and the last turn that was acknowledged."""

    address: str
    sheet_id: int
    items: Sequence[Item]
    chance: random.Random
    turn: int = 0
    acknowledged: int = 0
    after: dict[int, Mapping[Item, int]] = field(default_factory=lambda: {0: {}})
    faults: list[str] = field(default_factory=list)

    @property
    def device(self) -> str:
        """Return the name that it saves under."""
        return f"phone-{self.sheet_id:04}"

    def save_until(self, ended: Event, port: int) -> None:
        """Save one batch after the other until the server is gone."""
        connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE_SECONDS)
        try:
            while not ended.is_set():
                self._save(connection)
        except (OSError, http.client.HTTPException):
            pass  # killed: what is on its way now was not acknowledged
        finally:
            connection.close()

    def _save(self, connection: http.client.HTTPConnection) -> None:
        given = {item: self.chance.randint(1, 5) for item in self.chance.sample(self.items, _AT_ONCE)}
        before = self.after[self.turn]
        self.turn += 1
        self.after[self.turn] = {**before, **given}
        items = [{"of": of, "q": q, "code": code} for (of, q), code in given.items()]
        batch = json.dumps({"device": self.device, "turn": self.turn, "items": items})
        connection.request("POST", f"{self.address}/save", batch, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 200 or json.loads(said)["items"] != items:
            self.faults.append(f"turn {self.turn}: {answer.status} {said[:200]!r}")
        self.acknowledged = self.turn


def killed(data: Path, phones: Sequence[Phone], seconds: float) -> int:
    """Serve a folder, let all phones save at once, kill the server so long after the first save, and look.

    Returns what standing returns. Raises Lost as it does, and if nothing was saved at all.
    """
    _kill_under_load(data, phones, seconds)
    return standing(data, phones)


def standing(data: Path, phones: Sequence[Phone]) -> int:
    """Return how many answers stand as they were acknowledged, by this time or before.

    Raises Lost for one that does not, for a batch that is there in parts, and for a damaged database.
    """
    db = connect(data / DATABASE_NAME)
    try:
        found = sum(_found(db, each) for each in phones)
        broken = faults(db)
    finally:
        db.close()
    if broken:
        raise Lost(f"the database is damaged: {broken}")
    return found


def _kill_under_load(data: Path, phones: Sequence[Phone], seconds: float) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", str(port), "--workers", "2", "--data", str(data)],
        cwd=config.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # and so in a process group of its own
    )
    ended = Event()
    threads = [Thread(target=each.save_until, args=(ended, port)) for each in phones]
    try:
        wait_for(server, port)
        for each in threads:
            each.start()
        _wait_for_a_save(phones)
        ended.wait(seconds)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)  # as a power cut would: no process gets to finish anything
        server.wait()
    for each in threads:
        each.join(_PATIENCE_SECONDS)
    ended.set()
    if any(each.is_alive() for each in threads):
        raise Lost("somebody still waits for the server")


def _wait_for_a_save(phones: Sequence[Phone]) -> None:
    before = [each.acknowledged for each in phones]
    until = monotonic() + _PATIENCE_SECONDS
    while [each.acknowledged for each in phones] == before:
        if monotonic() > until:
            raise Lost("nothing was saved at all")
        sleep(0.01)


def _found(db: Database, phone: Phone) -> int:
    """Return how many acknowledged answers of a phone stand; what was on its way is there whole or not."""
    stored = max(store.last_save(db, phone.sheet_id, phone.device)[0], 0)
    if phone.faults:
        raise Lost(f"{phone.device} was told something else: {phone.faults[0]}")
    if stored not in (phone.acknowledged, phone.turn):
        raise Lost(f"{phone.device} lost turn {phone.acknowledged}; turn {stored} is there")
    if store.sheet(db, phone.sheet_id).codes != phone.after[stored]:
        raise Lost(f"{phone.device} has other answers than those of turn {stored}")
    count = len(phone.after[phone.acknowledged])
    # What was lost on its way is not sent again.
    phone.after = {stored: phone.after[stored], phone.turn: phone.after[stored]}
    phone.acknowledged = stored
    return count
