"""How many pages of answers are saved and the next ones shown, with a hundred people answering at once.

Then the server is killed again and again while people answer, and what it acknowledged is looked for.
"""

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from workshop import config, create_app, demo
from workshop.commands.answering_at_once.crowd import Browser, Order, Outcome
from workshop.commands.answering_at_once.killing import SERVE, Lost, Phone, killed
from workshop.commands.answering_at_once.serving import free_port, wait_for
from workshop.database import connect, write
from workshop.engagements.store import add_engagement
from workshop.invitations.store import put_link
from workshop.links import new_link
from workshop.people.store import add_person
from workshop.waves import store as waves

RESPONDENTS = 100
ROUNDS = 4
SECONDS = 1.0
"""How long each side answers in a round."""
LEAST_SHARE = 0.5
"""Of the floor's pages a second."""
KILLS, PHONES = 50, 8
KILLED_AFTER = (0.1, 0.8)
"""Seconds of saving after which the server is killed, at random between these."""
MOST_TIMES = 3.0
"""The floor's time that 95 of 100 pages stay below."""
_ENDING_SECONDS = 5
_MOST_TURNS = 1_000_000
"""More than any browser takes in one round."""
_AROUND_SECONDS = 60
"""What a crowd may take above its time before it is given up."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages saved and the next one shown a second, the seconds below which 95 of 100 stay, what failed."""

    pages: float
    p95: float
    failed: int


def table() -> Iterator[str]:
    """Yield the lines of the table: ours and the floor's speed, their ratios and bounds."""
    pack = shipped_pack(demo.pack_name())
    asked = [each.id for each in pack.capabilities if each.id.startswith(pack.components[0].id)]
    ours, floor, bare, size = measured(pack, asked)
    yield (
        f"{RESPONDENTS} people answer at once: {len(asked)} capabilities saved, today and wanted, and the "
        f"next page shown ({size / 1000:.0f} kB as sent)"
    )
    yield f"{'':18}{'subject':>11}{'floor':>11}{'ratio':>8}{'bound':>8}"
    share, times = ours.pages / floor.pages, ours.p95 / floor.p95
    rows = (
        ("pages a second", ours.pages, floor.pages, share, f"{LEAST_SHARE}", share >= LEAST_SHARE),
        ("p95 in ms", ours.p95 * 1000, floor.p95 * 1000, times, f"{MOST_TIMES:.0f}", times <= MOST_TIMES),
    )
    for name, subject, ground, ratio, bound, holds in rows:
        verdict = "holds" if holds else "does not hold"
        yield f"{name:18}{subject:>11,.0f}{ground:>11,.0f}{ratio:>8.2f}{bound:>8}  {verdict}"
    yield (
        "The floor is a view of the same server. A bare Flask application, without guards, headers and log, "
        f"does {bare.pages:,.0f} pages a second ({ours.pages / bare.pages:.2f} of them here)"
    )
    if ours.failed or floor.failed:
        yield f"Not answered with a page: {ours.failed} here, {floor.failed} on the floor"
    yield from _kills(pack)


def _kills(pack: MethodPack) -> Iterator[str]:
    """Kill the server again and again while people answer, and tell what stands of what it acknowledged."""
    if sys.platform == "win32":
        yield "The server is not killed here: signals to process groups are POSIX"
        return
    chance, found = random.Random(), 0  # noqa: S311 - when a power cut comes is no secret
    items = [(each.id, question) for each in pack.capabilities for question in ("current", "target")]
    with TemporaryDirectory(prefix="roadcrew-bench-") as folder:
        phones = [
            Phone(f"/p/{token}", sheet, items, random.Random(sheet))  # noqa: S311
            for token, sheet in _invited(Path(folder), pack, PHONES)
        ]
        for kill in range(1, KILLS + 1):
            try:
                found += killed(Path(folder), phones, chance.uniform(*KILLED_AFTER))
            except Lost as lost:
                yield f"Killed {kill} times under load, then {lost}  does not hold"
                return
    yield f"Killed {KILLS} times under load: {found:,} of {found:,} acknowledged answers found  holds"


def measured(pack: MethodPack, asked: Sequence[str]) -> tuple[Speed, Speed, Speed, int]:
    """Return our speed, that of the floor on the same server and bare, and the bytes of a page; by turns."""
    with TemporaryDirectory(prefix="roadcrew-bench-") as ours, TemporaryDirectory() as floor:
        tokens = [token for token, _ in _invited(Path(ours), pack, RESPONDENTS)]
        batches = _batches(asked, shown=pack.components[1].id)
        here, there, beyond = free_port(), free_port(), free_port()
        serve = ("-c", SERVE, "serve", "--port", str(here), "--data", ours)
        subject = Order(here, SECONDS, [Browser(f"/p/{each}/save", batches) for each in tokens])
        of_floor = [Browser(f"/floor/{each}", batches) for each in range(RESPONDENTS)]
        with _running(serve, here):
            size = _rushed(subject).size  # the first time only warms up
            with _floor(floor, there, size, "server"), _floor(floor, beyond, size, "bare"):
                orders = (subject, Order(there, SECONDS, of_floor), Order(beyond, SECONDS, of_floor))
                for each in orders[1:]:
                    _rushed(each)
                rounds = [[_rushed(each) for each in orders] for _ in range(ROUNDS)]
    speeds = [_speed([each[side] for each in rounds]) for side in range(len(orders))]
    return speeds[0], speeds[1], speeds[2], size


def _floor(folder: str, port: int, size: int, kind: str) -> AbstractContextManager[None]:
    """Run the floor over a folder of its kind for a block."""
    place = Path(folder) / kind
    place.mkdir()
    program = "workshop.commands.answering_at_once.floor"
    return _running(("-m", program, str(place), str(port), str(size), kind), port)


def _invited(folder: Path, pack: MethodPack, people: int) -> list[tuple[str, int]]:
    """Make an open wave that asks everyone everything, and return each one's token and sheet."""
    app, now = create_app(folder), datetime.now(UTC)
    items = [(each.id, question) for each in pack.capabilities for question in ("current", "target")]
    found = []
    db = connect(app.config["DATABASE"])
    with write(db):
        engagement = add_engagement(
            db, client="Client", function_assessed="marketing", consultancy="", pack=demo.pack_name(), now=now
        )
        wave = waves.add_wave(db, engagement, pack, threshold=5, now=now)
        asked = waves.add_questionnaire(db, wave, "Everyone", items)
        waves.record_launch(db, wave, None, now - timedelta(minutes=1))
        for number in range(people):
            person = add_person(
                db,
                engagement,
                name=f"Person {number}",
                email="",
                title="",
                function_id=None,
                seniority_id=None,
                roles=("respondent",),
                now=now,
            )
            link = new_link(app.config["SECRET_KEY"])
            put_link(db, person, "questionnaire", link, now)
            holder = waves.add_participant(db, wave, person, asked)
            found.append((link.token, waves.add_sheet(db, wave, asked, {}, holder=holder)))
    db.close()
    return found


def _batches(asked: Sequence[str], shown: str) -> list[dict[str, Any]]:
    """Return two batches as the script sends them by turns: in each, every answer is another one."""
    return [
        {
            "device": "a-phone-at-once",
            "items": [
                {"of": each, "q": question, "code": code, "age": 1200}
                for each in asked
                for question, code in levels.items()
            ],
            "show": shown,
        }
        for levels in ({"current": 2, "target": 4}, {"current": 3, "target": 5})
    ]


@contextmanager
def _running(arguments: Sequence[str], port: int) -> Iterator[None]:
    """Run a server for a block; it is ended whatever happens in it."""
    server = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=config.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(server, port)
        yield
    finally:
        server.terminate()
        try:
            server.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _rushed(order: Order) -> Outcome:
    """Send a crowd, in a process of its own, and return what came of it; its next one counts turns on."""
    done = subprocess.run(
        [sys.executable, "-m", "workshop.commands.answering_at_once.crowd"],
        cwd=config.ROOT,
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        timeout=order.seconds + _AROUND_SECONDS,
        check=True,
    )
    for each in order.browsers:
        each.turn += _MOST_TURNS
    return msgspec.json.decode(done.stdout, type=Outcome)


def _speed(outcomes: Sequence[Outcome]) -> Speed:
    taken = [each for outcome in outcomes for each in outcome.taken]
    seconds = sum(each.seconds for each in outcomes)
    p95 = quantiles(taken, n=20)[-1]
    return Speed(len(taken) / seconds, p95, sum(each.failed for each in outcomes))
