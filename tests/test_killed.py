"""What was acknowledged is on disk: the server is killed with everything it is at, again and again."""

import random
import sys
from pathlib import Path

import pytest

from tests.workshop import asked
from workshop import create_app
from workshop.commands.answering_at_once.killing import Lost, Phone, killed, standing

ROUNDS, PHONES = 5, 4
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals to process groups are POSIX")


def phones(wave: asked.Wave) -> list[Phone]:
    names = [f"Person-{number}" for number in range(PHONES)]
    addresses = {name: wave.join(name) for name in names}
    return [Phone(addresses[name], wave.sheets[name], asked.ITEMS, random.Random(name)) for name in names]


@POSIX
def test_every_acknowledged_answer_stands_after_the_server_was_killed(tmp_path: Path) -> None:
    wave = asked.wave(create_app(tmp_path, testing=True))
    made, chance = phones(wave), random.Random()
    for _ in range(ROUNDS):
        assert killed(tmp_path, made, chance.uniform(0.2, 0.8)) > 0
    for name, phone in zip(wave.sheets, made, strict=True):
        assert bool(wave.answers(name)) == (phone.acknowledged > 0)


@POSIX
def test_an_answer_that_is_gone_would_be_missed(tmp_path: Path) -> None:
    wave = asked.wave(create_app(tmp_path, testing=True))
    made = phones(wave)
    killed(tmp_path, made, 0.3)
    # Not everybody gets a word in before the end; somebody did.
    saved = next(each for each in made if each.acknowledged)
    wave.room.put("DELETE FROM answer WHERE code > 0 AND sheet_id = :sheet", sheet=saved.sheet_id)
    with pytest.raises(Lost, match="other answers"):
        standing(tmp_path, made)
