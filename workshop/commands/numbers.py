"""Whole numbers as arguments."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def whole_number(lowest: int, highest: int, advice: str = "") -> Callable[[str], int]:
    """Return a reader of arguments that takes whole numbers within bounds and refuses all else."""

    def read(text: str) -> int:
        plain = text.isascii() and text.isdigit() and len(text) < 20
        if not plain or not lowest <= int(text) <= highest:
            hint = f" ({advice})" if advice else ""
            raise ArgumentTypeError(f"{text!r} is not a whole number from {lowest} to {highest}{hint}")
        return int(text)

    return read
