"""What a command says when it cannot do what was asked."""

from collections.abc import Sequence


class Refused(Exception):
    """Something that the person at the keyboard can put right; each line says what and how."""

    def __init__(self, *lines: str) -> None:
        """Hold the lines, with anything that a terminal might obey made visible instead."""
        super().__init__("\n".join(printable(each) for each in lines))


def refused_faults(what: str, faults: Sequence[object], unlisted: int = 0) -> Refused:
    """Return the refusal of a file or folder that has faults, with one line for each."""
    total = len(faults) + unlisted
    head = f"{what} has {'one fault' if total == 1 else f'{total:,} faults'}; nothing was written."
    more = [f"  and {unlisted:,} more like these"] if unlisted else []
    return Refused(head, *(f"  {each}" for each in faults), *more)


def reason(error: OSError) -> str:
    """Return why the system refused, for use within a sentence."""
    return (error.strerror or type(error).__name__).lower()


def printable(text: str) -> str:
    """Return a text with anything that a terminal might obey made visible instead."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
