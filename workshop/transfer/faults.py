"""What may be wrong with a file of an engagement, in words for whoever chose it."""

from dataclasses import dataclass

MOST = 20
"""Faults listed; a file with more of them was changed by hand, or is another file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the file: the part and its row, counted from 1, where there is one, and what."""

    said: str
    part: str = ""
    row: int | None = None


class FileFaults(Exception):
    """Everything that is wrong with the file, or the first of it; nothing of the file was stored."""

    def __init__(self, faults: list[Fault]) -> None:
        """Hold the faults in the order of the file."""
        super().__init__("; ".join(each.said for each in faults))
        self.faults = tuple(faults)


class Faults:
    """Collects faults, and stops reading where there are too many."""

    def __init__(self) -> None:
        """Begin with none."""
        self.listed: list[Fault] = []

    def add(self, said: str, part: str = "", row: int | None = None) -> None:
        """Record a fault; raise FileFaults with the last that is listed."""
        self.listed.append(Fault(said, part, row))
        if len(self.listed) >= MOST:
            self.raise_if_any()

    def raise_if_any(self) -> None:
        """Raise FileFaults where there is a fault."""
        if self.listed:
            raise FileFaults(self.listed)
