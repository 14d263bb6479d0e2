"""The ways to write a name in a picture: in few lines, broken between words, at last shortened."""

from collections.abc import Callable, Sequence
from itertools import accumulate, combinations, pairwise

from reports.charts.labels import Ways, Written

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
Wide = Callable[[str], float]
"""The width of a text."""


def written(name: str, wide: Wide, line: float, longest: float) -> Ways:
    """Return the ways to write a name: in two lines, in one, in three; or shortened to one line."""
    words = [_cut(each, longest, wide) for each in name.split()] or [ELLIPSIS]
    full: list[tuple[str, ...]] = []
    for many in (2, 1, 3):
        lines = _broken(words, many, wide, longest)
        if lines and lines not in full:
            full.append(lines)
    short = [(_few(words, room * longest, wide),) for room in (0.75, 0.5)]
    full = full or [_shortened(words, wide, longest)]
    return Ways(
        tuple(_sized(each, wide, line) for each in full),
        tuple(_sized(each, wide, line) for each in dict.fromkeys(short) if each not in full),
    )


def _few(words: Sequence[str], room: float, wide: Wide) -> str:
    """Return as many whole words as there is room for, with an ellipsis; of a single one its beginning."""
    for last in range(len(words) - 1, 1, -1):
        said = " ".join(words[:last]) + ELLIPSIS
        if wide(said) <= room and not words[last - 1].isdigit():
            return said
    return _cut(" ".join(words), room, wide)


def _sized(lines: tuple[str, ...], wide: Wide, line: float) -> Written:
    return Written(lines, max(wide(each) for each in lines), len(lines) * line)


def _broken(words: Sequence[str], many: int, wide: Wide, room: float) -> tuple[str, ...] | None:
    """Return words in so many lines, the longest as short as can be; None where it is too long."""
    sums = [0.0, *accumulate(wide(f"{each} ") for each in words)]
    if len(words) < many or sums[-1] > (many + 0.5) * room:
        return None
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in combinations(range(1, len(words)), many - 1):
        ends = (0, *cuts, len(words))
        longest = max(sums[stop] - sums[start] for start, stop in pairwise(ends))
        if best is None or longest < best[0]:
            best = longest, ends
    lines = tuple(" ".join(words[start:stop]) for start, stop in pairwise(best[1] if best else ()))
    return lines if max(map(wide, lines), default=0.0) <= room else None


def _shortened(words: Sequence[str], wide: Wide, room: float) -> tuple[str, ...]:
    """Return as many words as three lines hold, with an ellipsis for the others."""
    lines = [words[0]]
    for place, word in enumerate(words[1:], 1):
        tried = f"{lines[-1]} {word}"
        if wide(tried) <= room:
            lines[-1] = tried
        elif len(lines) < 3:
            lines.append(word)
        else:
            lines[-1] = _cut(" ".join((lines[-1], *words[place:])), room, wide)
            break
    return tuple(lines)


def _cut(text: str, room: float, wide: Wide) -> str:
    if wide(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if wide(text[:half].rstrip() + ELLIPSIS) <= room else (low, half - 1)
    return text[:low].rstrip() + ELLIPSIS
