"""Two workers and many who save at once: everyone is served, and nobody hears of a lock."""

import http.client
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

from tests.served import post, served
from tests.workshop import asked
from workshop import create_app
from workshop.waves.store import Item

THREADS, SHARING, TURNS = 32, 6, 8
"""So many phones, the last few of them in the hands of the same person; each saves so often, twice over."""


@dataclass
class Phone:
    """A device with everything that it sends, and the statuses that came back."""

    name: str
    address: str
    number: int

    def batches(self) -> Iterator[dict[Item, int]]:
        chance = random.Random(self.number)
        for _ in range(TURNS):
            yield {item: chance.randint(1, 5) for item in chance.sample(asked.ITEMS, 18)}

    def save_all(self, port: int, start: Barrier) -> list[int]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait(60)
        statuses = []
        for turn, given in enumerate(self.batches(), 1):
            items = [{"of": of, "q": q, "code": code} for (of, q), code in given.items()]
            batch: dict[str, object] = {"device": f"phone-{self.number:03}", "turn": turn, "items": items}
            statuses += [post(connection, self.address, batch)[0] for _ in range(2)]
        connection.close()
        return statuses

    def after(self) -> dict[Item, int]:
        found: dict[Item, int] = {}
        for given in self.batches():
            found |= given
        return found


def test_nobody_hears_of_a_lock(tmp_path: Path) -> None:
    wave = asked.wave(create_app(tmp_path, testing=True))
    own = [f"Person-{number}" for number in range(THREADS - SHARING)]
    names = own + ["Shared"] * SHARING
    addresses = {name: wave.join(name) for name in dict.fromkeys(names)}
    phones = [Phone(name, addresses[name], number) for number, name in enumerate(names)]
    start = Barrier(THREADS)
    with served(tmp_path) as server, ThreadPoolExecutor(THREADS) as pool:
        told = list(pool.map(lambda each: each.save_all(server.port, start), phones))
    assert told == [[200] * TURNS * 2] * THREADS
    for each in phones[: len(own)]:
        assert wave.answers(each.name) == each.after()
    # Of several devices the last answer stands: one that some device left there itself.
    left = [each.after() for each in phones[len(own) :]]
    shared = wave.answers("Shared")
    assert shared.keys() == {item for each in left for item in each}
    assert all(code in {each.get(item) for each in left} for item, code in shared.items())
