"""How many pages of answers are saved and the next ones shown, with a hundred people answering at once."""

import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import sleep
from urllib.parse import urlencode

import msgspec

from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from workshop import config, create_app, demo
from workshop.commands.answering_at_once.crowd import Browser, Order, Outcome
from workshop.commands.serving import HOST
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
MOST_TIMES = 3.0
"""The floor's time that 95 of 100 pages stay below."""
_STARTING_SECONDS = 20
_ENDING_SECONDS = 5
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
    ours, floor, size = measured(pack, asked)
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
    for name, subject, bare, ratio, bound, holds in rows:
        verdict = "holds" if holds else "does not hold"
        yield f"{name:18}{subject:>11,.0f}{bare:>11,.0f}{ratio:>8.2f}{bound:>8}  {verdict}"
    if ours.failed or floor.failed:
        yield f"Not answered with a page: {ours.failed} here, {floor.failed} on the floor"


def measured(pack: MethodPack, asked: Sequence[str]) -> tuple[Speed, Speed, int]:
    """Return our speed, that of the floor, and the bytes of a page; the sides take turns."""
    with TemporaryDirectory(prefix="roadcrew-bench-") as ours, TemporaryDirectory() as bare:
        tokens = _invited(Path(ours), pack)
        forms = _forms(asked)
        here, there = _free_ports()
        serve = ("-c", _SERVE, "serve", "--port", str(here), "--data", ours)
        floor = ("-m", "workshop.commands.answering_at_once.floor", bare, str(there))
        saving = [Browser(f"/p/{each}/{pack.components[0].id}", forms) for each in tokens]
        keeping = [Browser(f"/{number}", forms) for number in range(RESPONDENTS)]
        subject = Order(here, SECONDS, True, saving)
        ground = Order(there, SECONDS, False, keeping)
        with _running(serve, here):
            size = _rushed(subject).size  # the first time only warms up
            with _running((*floor, str(size), ",".join(asked)), there):
                _rushed(ground)
                rounds = [(_rushed(subject), _rushed(ground)) for _ in range(ROUNDS)]
    return _speed([each[0] for each in rounds]), _speed([each[1] for each in rounds]), size


_SERVE = "import sys; from workshop.commands import main; sys.exit(main(sys.argv[1:]))"


def _invited(folder: Path, pack: MethodPack) -> list[str]:
    """Make an open wave that asks everyone everything, and return the tokens of its people's links."""
    app, now = create_app(folder), datetime.now(UTC)
    items = [(each.id, question) for each in pack.capabilities for question in ("current", "target")]
    tokens = []
    db = connect(app.config["DATABASE"])
    with write(db):
        engagement = add_engagement(
            db, client="Client", function_assessed="marketing", consultancy="", pack=demo.pack_name(), now=now
        )
        wave = waves.add_wave(db, engagement, pack, threshold=5, now=now)
        asked = waves.add_questionnaire(db, wave, "Everyone", items)
        waves.record_launch(db, wave, None, now - timedelta(minutes=1))
        for number in range(RESPONDENTS):
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
            waves.add_sheet(db, wave, asked, {}, holder=holder)
            tokens.append(link.token)
    db.close()
    return tokens


def _forms(asked: Sequence[str]) -> list[str]:
    """Return two forms to be sent in turn, as a browser would: in each, every answer is another one."""
    forms = []
    for today, wanted, shown in (("2", "4", "35"), ("3", "5", "24")):
        fields = {"shown": shown * len(asked)}
        for each in asked:
            fields |= {f"current-{each}": today, f"target-{each}": wanted}
            fields |= {f"why-{each}": "", f"comment-{each}": ""}
        forms.append(urlencode(fields | {"go": "next"}))
    return forms


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind((HOST, 0))
        other.bind((HOST, 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


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
        _wait(server, port)
        yield
    finally:
        server.terminate()
        try:
            server.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Return once a server listens. Raises RuntimeError if it ends or takes too long."""
    pause = 0.05
    for _ in range(round(_STARTING_SECONDS / pause)):
        if server.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            sleep(pause)
        else:
            return
    raise RuntimeError("a server to be measured did not start")


def _rushed(order: Order) -> Outcome:
    """Send a crowd, in a process of its own, and return what came of it."""
    done = subprocess.run(
        [sys.executable, "-m", "workshop.commands.answering_at_once.crowd"],
        cwd=config.ROOT,
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        timeout=order.seconds + _AROUND_SECONDS,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Outcome)


def _speed(outcomes: Sequence[Outcome]) -> Speed:
    taken = [each for outcome in outcomes for each in outcome.taken]
    seconds = sum(each.seconds for each in outcomes)
    p95 = quantiles(taken, n=20)[-1]
    return Speed(len(taken) / seconds, p95, sum(each.failed for each in outcomes))
