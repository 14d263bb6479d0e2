"""How often something may be tried: counts that all workers share, in a file that may be lost."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bounded import together
from tests.workshop.databases import IN_PART
from workshop import limits
from workshop.database import connect
from workshop.limits import Rule, Try
from workshop.limits.store import Counts


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counts(tmp_path: Path, clock: Clock) -> Iterator[Counts]:
    counts = Counts(tmp_path / "limits.db", clock)
    yield counts
    counts.close_here()


@pytest.fixture
def asked(app: Flask) -> Iterator[None]:
    """A request from an office."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        yield
    app.extensions["limits"].close_here()


class Model:
    """What the storage should do, in a dictionary."""

    def __init__(self) -> None:
        self.windows: dict[str, tuple[int, float]] = {}

    def incr(self, key: str, now: float, expiry: int, amount: int) -> int:
        # What is over is swept away for good, even where the clock is put back afterwards.
        self.windows = {name: each for name, each in self.windows.items() if each[1] > now}
        count, ends = self.windows.get(key, (0, 0.0))
        if not now < ends <= now + expiry:
            count, ends = 0, now + expiry
        self.windows[key] = (count + amount, ends)
        return count + amount

    def get(self, key: str, now: float) -> tuple[int, float]:
        count, ends = self.windows.get(key, (0, 0.0))
        return (count, ends) if ends > now else (0, now)

    def give_back(self, key: str) -> None:
        if key in self.windows:
            count, ends = self.windows[key]
            self.windows[key] = (max(count - 1, 0), ends)


KEYS = st.sampled_from(["a", "b", "c"])
STEPS = st.one_of(
    st.tuples(st.just("incr"), KEYS, st.integers(1, 3)),
    st.tuples(st.just("clear"), KEYS, st.just(0)),
    st.tuples(st.just("give_back"), KEYS, st.just(0)),
    st.tuples(st.just("pass"), st.just(""), st.integers(-30, 40)),
)


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(STEPS, max_size=25))
def test_counts_are_those_of_the_model(
    counts: Counts, clock: Clock, steps: list[tuple[str, str, int]]
) -> None:
    counts.reset()
    model, expiry = Model(), 20
    for deed, key, number in steps:
        if deed == "pass":
            clock.now += number
        elif deed == "incr":
            assert counts.incr(key, expiry, number) == model.incr(key, clock.now, expiry, number)
        elif deed == "clear":
            counts.clear(key)
            model.windows.pop(key, None)
        else:
            counts.give_back(key)
            model.give_back(key)
        for each in ("a", "b", "c"):
            assert (counts.get(each), counts.get_expiry(each)) == model.get(each, clock.now)


def test_the_file_is_ours_alone_and_does_not_wait_for_the_disk(counts: Counts, tmp_path: Path) -> None:
    assert counts.check()
    counts.incr("a", 60)
    assert {path.name for path in tmp_path.iterdir()} == {"limits.db", "limits.db-wal", "limits.db-shm"}
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    db = counts._here()
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 0
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_what_is_over_is_swept_away(counts: Counts, clock: Clock, tmp_path: Path) -> None:
    for number in range(120):
        counts.incr(f"k{number}", 10)
    clock.now += 11
    for _ in range(3):
        counts.incr("later", 10)
    db = connect(tmp_path / "limits.db")
    assert [row["key"] for row in db.query("SELECT key FROM tries")] == ["later"]
    db.close()


def test_a_clock_that_was_put_back_locks_nobody_out(counts: Counts, clock: Clock) -> None:
    counts.incr("a", 10, 5)
    clock.now -= 3600
    assert counts.incr("a", 10) == 1


def test_a_count_that_waited_for_others_takes_nothing_of_theirs_back(tmp_path: Path) -> None:
    turns: list[bool] = []

    def clock() -> float:
        other = sqlite3.connect(tmp_path / "limits.db", timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            turns.append(True)
        else:
            turns.append(False)
        finally:
            other.close()
        return 1000.0

    counts = Counts(tmp_path / "limits.db", clock)
    counts.incr("a", 60)
    counts.close_here()
    assert turns == [True], "the time is read while nobody else can count"


def test_threads_count_together(counts: Counts) -> None:
    def count() -> None:
        for _ in range(50):
            counts.incr("a", 60)
        counts.close_here()

    threads = [threading.Thread(target=count) for _ in range(8)]
    together(threads)
    assert counts.get("a") == 400


def test_processes_that_start_at_once_count_together(tmp_path: Path) -> None:
    count = (
        f"{IN_PART}\n"
        "import pathlib\n"
        "from workshop.limits.store import Counts\n"
        "for _ in range(20):\n"
        "    counts = Counts(pathlib.Path(sys.argv[1]))\n"
        "    for _ in range(10):\n"
        "        counts.incr('a', 600)\n"
        "    counts.close_here()\n"
    )
    place = str(tmp_path / "limits.db")
    running = [
        subprocess.Popen([sys.executable, "-c", count, place], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate(timeout=60)[1] for process in running] == [""] * 4
    counts = Counts(Path(place))
    assert counts.get("a") == 800
    counts.close_here()


@pytest.mark.parametrize("what", [b"", b"not a database at all" * 500])
def test_a_broken_file_is_made_anew(counts: Counts, tmp_path: Path, what: bytes) -> None:
    (tmp_path / "limits.db").write_bytes(what)
    assert counts.incr("a", 60) == 1
    assert counts.incr("a", 60) == 2


def test_a_file_that_breaks_or_goes_under_way_is_made_anew(counts: Counts, tmp_path: Path) -> None:
    counts.incr("a", 60)
    (tmp_path / "limits.db").unlink()
    assert counts.incr("a", 60) in (1, 2)  # SQLite may still find what was written last in the file beside it
    counts.close_here()
    whole = (tmp_path / "limits.db").read_bytes()
    (tmp_path / "limits.db").write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert counts.incr("a", 60) == 1


def test_another_thread_notices_that_the_file_was_made_anew(counts: Counts, tmp_path: Path) -> None:
    counts.incr("a", 60)
    other = Counts(tmp_path / "limits.db", counts._clock)
    other._take_away()
    other.incr("a", 60)
    assert counts.incr("a", 60) == 2
    other.close_here()


def test_what_no_new_file_can_mend_is_said(tmp_path: Path) -> None:
    with pytest.raises((OSError, sqlite3.Error)):
        Counts(tmp_path / "no folder" / "limits.db").incr("a", 60)


@pytest.mark.usefixtures("asked")
def test_a_rule_lets_so_many_through_and_then_says_how_long() -> None:
    rule = Rule("knock", 3, 600)
    assert [limits.hit(rule, "ada") for _ in range(3)] == [0, 0, 0]
    assert 1 <= limits.hit(rule, "ada") <= 600
    assert limits.hit(rule, "ines") == 0
    assert limits.hit(Rule("other", 3, 600), "ada") == 0
    limits.clear(rule, "ada")
    assert limits.hit(rule, "ada") == 0


@pytest.mark.usefixtures("asked")
def test_keys_are_told_apart_whatever_is_in_them() -> None:
    rule = Rule("knock", 1, 600)
    keys = [
        ("a", "b"),
        ("ab",),
        ("a", "b", ""),
        ("1:a", "b"),
        ("a/b",),
        ("\0" * 9,),
        ("é" * 9999,),
        ("\ud800",),
    ]
    assert [limits.hit(rule, *each) for each in keys] == [0] * len(keys)


@pytest.mark.usefixtures("asked")
def test_a_try_that_was_in_order_is_given_back() -> None:
    rule = Rule("knock", 2, 600)
    for _ in range(9):
        assert limits.hit(rule, "office") == 0
        limits.give_back(rule, "office")


@pytest.mark.usefixtures("asked")
def test_what_one_rule_refuses_does_not_count_under_the_next() -> None:
    narrow, wide = Rule("narrow", 2, 600), Rule("wide", 5, 600)
    for _ in range(20):
        limits.hit_each(Try(narrow, ("ada", "here")), Try(wide, ("ada",)))
    assert [limits.hit(wide, "ada") for _ in range(3)] == [0, 0, 0]
    assert limits.hit(wide, "ada") > 0


NETWORKS = {
    "192.0.2.7": "192.0.2.7",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    "2001:db8:1:2::9": "2001:db8:1:2::/64",
    "::ffff:192.0.2.7": "192.0.2.7",
    "": "unknown",
    "nowhere": "unknown",
}


def test_a_network_is_what_one_office_comes_from(app: Flask) -> None:
    for address, network in NETWORKS.items():
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            assert limits.network() == network


def test_the_file_names_nobody(app: Flask, asked: None) -> None:
    limits.hit(limits.SIGN_IN, "ines@fenwick.example", limits.network())
    kept = b"".join(path.read_bytes() for path in app.config["DATA_FOLDER"].glob("limits.db*"))
    assert b"sign in" in kept
    assert b"fenwick" not in kept
    assert b"192.0.2.7" not in kept
