"""How something in a list moves up or down by one place."""

from collections.abc import Sequence


def moved(numbers: Sequence[int], number: int, way: str) -> list[int] | None:
    """Return numbers with one of them a place further up or down; None where it cannot move that way."""
    if number not in numbers or way not in ("up", "down"):
        return None
    at = numbers.index(number)
    to = at - 1 if way == "up" else at + 1
    if not 0 <= to < len(numbers):
        return None
    order = list(numbers)
    order[at], order[to] = order[to], order[at]
    return order
