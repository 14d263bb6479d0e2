"""Many browsers in one light process, so that asking takes little from those who answer.

Started as a process: `python -m workshop.commands.answering_at_once.crowd`, with an Order as JSON on its
standard input; what came of it is written as JSON on its standard output.
"""

import re
import selectors
import socket
import sys
from time import monotonic
from typing import Any

import msgspec

from workshop.commands.serving import HOST

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PAGE = re.compile(rb"\r\ncontent-type: *text/html", re.IGNORECASE)
_HEAD_END = b"\r\n\r\n"
_SILENCE_SECONDS = 20
"""How long nobody may be answered before it is given up."""


class Browser(msgspec.Struct):
    """Where somebody posts, and the batches that they send in turn, numbered on from `turn`."""

    address: str
    batches: list[dict[str, Any]]
    turn: int = 0


class Order(msgspec.Struct):
    """What a crowd does: posts to a port for so many seconds."""

    port: int
    seconds: float
    browsers: list[Browser]


class Outcome(msgspec.Struct):
    """What came of it: seconds in all, seconds for each page saved and the next one shown, what failed.

    `size` is the length of the last page in bytes, as it was sent.
    """

    seconds: float
    taken: list[float]
    failed: int
    size: int


class _Visit:
    """One browser on one connection that is kept."""

    def __init__(self, order: Order, browser: Browser) -> None:
        self.address = browser.address
        # Written once but for its number: to write all of it each time would keep the crowd busy.
        self.batches = [msgspec.json.encode(each)[:-1] for each in browser.batches]
        self.connection = socket.create_connection((HOST, order.port), timeout=_SILENCE_SECONDS)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.read = b""
        self.turn = browser.turn
        self.began = 0.0
        self.size = 0

    def begin(self) -> None:
        """Send the next batch."""
        self.began = monotonic()
        self.turn += 1
        batch = self.batches[self.turn % len(self.batches)] + b',"turn":%d}' % self.turn
        self.connection.sendall(_post(self.address, batch))

    def go_on(self) -> bool | None:
        """Read what came; return whether a page came as it should, None while it is not all there."""
        got = self.connection.recv(1 << 18)
        if not got:
            raise ConnectionError("the server hung up")
        self.read += got
        head, found, body = self.read.partition(_HEAD_END)
        length = _LENGTH.search(head) if found else None
        if length is None or len(body) < int(length[1]):
            return None
        self.read, self.size = b"", len(body)
        return head[9:12] == b"200" and _PAGE.search(head) is not None


def rush(order: Order) -> Outcome:
    """Let everybody post at once until the time is up; what is on its way then is waited for."""
    visits = [_Visit(order, each) for each in order.browsers]
    outcome = Outcome(0, [], 0, 0)
    began = monotonic()
    try:
        with selectors.DefaultSelector() as waiting:
            for each in visits:
                waiting.register(each.connection, selectors.EVENT_READ, each)
                each.begin()
            while waiting.get_map():
                ready = waiting.select(_SILENCE_SECONDS)
                if not ready:
                    raise TimeoutError("nobody was answered any more")
                for key, _ in ready:
                    _advance(key.data, waiting, outcome, began + order.seconds)
    finally:
        for each in visits:
            each.connection.close()
    outcome.seconds = monotonic() - began
    return outcome


def _advance(visit: _Visit, waiting: selectors.BaseSelector, outcome: Outcome, until: float) -> None:
    came = visit.go_on()
    if came is None:
        return
    now = monotonic()
    outcome.size = visit.size
    if came:
        outcome.taken.append(now - visit.began)
    else:
        outcome.failed += 1
    if now < until:
        visit.begin()
    else:
        waiting.unregister(visit.connection)


def _post(address: str, body: bytes) -> bytes:
    head = (
        f"POST {address} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(rush(order)))
