"""How often something may be tried: rules, and `hit`, which counts a try and says how long to wait.

Counts are kept in a file of their own beside the database and shared by all workers. What is counted is named
by a keyed hash, so that the file tells neither addresses of people nor those of their networks.
"""

import hashlib
import ipaddress
import time
from dataclasses import dataclass
from math import ceil

from flask import Flask, current_app, request
from limits import RateLimitItemPerSecond
from limits.strategies import FixedWindowRateLimiter

from workshop.limits.store import Counts

FILE_NAME = "limits.db"
_MINUTE, _HOUR = 60, 60 * 60


@dataclass(frozen=True, slots=True)
class Rule:
    """How many tries there are within so many seconds from the first one."""

    name: str
    most: int
    seconds: int

    def item(self) -> RateLimitItemPerSecond:
        """Return the rule as the limits library knows it."""
        return RateLimitItemPerSecond(self.most, self.seconds, namespace=self.name)


@dataclass(frozen=True, slots=True)
class Try:
    """Something that counts under a rule, for whatever the keys name: an account, a network, a link."""

    rule: Rule
    keys: tuple[str, ...]


SIGN_IN = Rule("sign in", 10, 15 * _MINUTE)
"""Passwords for one account from one network; a right one starts afresh."""
SIGN_IN_NETWORK = Rule("sign in by network", 100, 15 * _MINUTE)
"""Passwords from one network, which a whole office may share."""
SIGN_IN_ACCOUNT = Rule("sign in by account", 100, _HOUR)
"""Passwords for one account from everywhere."""
PASSWORD_CHANGE = Rule("password change", 10, 15 * _MINUTE)
"""Current passwords that someone who is signed in gives to choose a new one."""
LINK = Rule("link", 60, 15 * _MINUTE)
"""Uses of set-up and password links from one network."""
FORGOT = Rule("forgot", 20, 15 * _MINUTE)
"""Requests for a password link from one network."""
FORGOT_ACCOUNT = Rule("forgot by account", 5, _HOUR)
"""Requests for a password link to one address."""


def hit(rule: Rule, *keys: str) -> int:
    """Count a try under a rule and return how many seconds to wait before the next; 0: it may go ahead."""
    return hit_each(Try(rule, keys))


def hit_each(*tries: Try) -> int:
    """Count tries one after the other up to the first that must wait, and return its seconds, else 0.

    What is refused under one rule does not count under those after it, so that no one can use up somebody
    else's tries from a single place.
    """
    limiter = _limiter(current_app)
    for each in tries:
        item, key = each.rule.item(), _named(each.keys)
        if not limiter.hit(item, key):
            ends_at = limiter.get_window_stats(item, key).reset_time
            return max(1, ceil(ends_at - time.time()))
    return 0


def clear(rule: Rule, *keys: str) -> None:
    """Forget what was tried under a rule."""
    _limiter(current_app).clear(rule.item(), _named(keys))


def give_back(rule: Rule, *keys: str) -> None:
    """Take back one try that turned out to be in order."""
    _counts(current_app).give_back(rule.item().key_for(_named(keys)))


def network() -> str:
    """Return the network that the request came from: its IPv4 address, or the /64 of its IPv6 address."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    # One household or office has a whole /64 to choose addresses from.
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


def _named(keys: tuple[str, ...]) -> str:
    # The keys are told apart by their lengths, since a person may type anything as an address.
    text = "".join(f"{len(each)}:{each}" for each in keys)
    key = current_app.config["SECRET_KEY"].encode()[:64]
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=key, digest_size=16).hexdigest()


def _counts(app: Flask) -> Counts:
    """Return the app's counts; the file is opened by the first try, so that workers may be forked before."""
    kept: Counts = app.extensions.setdefault("limits", Counts(app.config["DATA_FOLDER"] / FILE_NAME))
    return kept


def _limiter(app: Flask) -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(_counts(app))
