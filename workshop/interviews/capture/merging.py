"""How two versions of one interviewer's note meet: nothing that anyone typed is lost."""

import unicodedata

LONGEST_NOTE = 20_000
BETWEEN = "\n\n"


class TooLong(ValueError):
    """Says that a note would be longer than one can be."""


def merged(stored: str, sent: str, *, news: bool) -> str:
    """Return what a note says after a save.

    `news` tells that the stored text is not the one that the sent one was written over. Then both stay, with
    a line between, unless one holds the other. Raises TooLong where they do not fit.
    """
    if len(sent) > LONGEST_NOTE:
        raise TooLong(f"This note has {len(sent):,} characters. Shorten it to {LONGEST_NOTE:,} or fewer.")
    if not news or sent.startswith(stored):
        return sent
    if not sent.strip() or f"{BETWEEN}{sent}{BETWEEN}" in f"{BETWEEN}{stored}{BETWEEN}":
        return stored
    if stored.startswith(sent):
        return stored
    both = f"{stored}{BETWEEN}{sent}"
    if len(both) > LONGEST_NOTE:
        raise TooLong(
            "This note was also written on another device, and both together are too long for one note."
        )
    return both


def readable(text: str) -> str:
    """Return a text as it is stored: line ends of one kind, and no characters that cannot be printed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if _is_kept(each))


def _is_kept(letter: str) -> bool:
    return letter in "\n\t" or (
        unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\ufffe\uffff"
    )
