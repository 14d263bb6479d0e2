"""One text of a pack held against a type of the pack."""

import math
import re

from msgspec import inspect

_SPACES = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and what is no character: no file and no page can carry them."""
_LARGEST = 10**18
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class UnfitText(ValueError):
    """A text does not fit its place: `problem` and `remedy`."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Say what is wrong and what to do."""
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def one_line(text: str) -> str:
    """Return the text with each run of spaces, tabs and line ends as one space, and none at the ends."""
    return _SPACES.sub(" ", text).strip()


def read_scalar(text: str, kind: inspect.Type) -> str | int | float | bool | None:
    """Return the value of a text, which is one line; UnfitText where it does not fit."""
    text = one_line(text)
    match kind:
        case inspect.UnionType():
            if text in {"", "null", "~"}:
                return None
            inner = next(each for each in kind.types if not isinstance(each, inspect.NoneType))
            return read_scalar(text, inner)
        case inspect.StrType():
            return _text(text, kind)
        case inspect.LiteralType():
            if text not in kind.values:
                raise UnfitText(
                    f"{text[:40]!r} is not allowed", "use one of " + ", ".join(map(str, kind.values))
                )
            return text
        case inspect.BoolType():
            if text.lower() not in _TRUTH:
                raise UnfitText(f"{text[:40]!r} is neither true nor false", "write true or false")
            return _TRUTH[text.lower()]
        case inspect.IntType() | inspect.FloatType():
            return _number(text, kind)
    raise TypeError(f"a pack cannot hold {kind}")


def length_problem(count: int, one: str, many: str, least: int | None, most: int | None) -> UnfitText | None:
    """Return what is wrong with a length, if anything."""
    said = f"has {count} {one if count == 1 else many}"
    if least is not None and count < least:
        return UnfitText(said, f"write at least {least}")
    if most is not None and count > most:
        return UnfitText(said, f"keep it to at most {most}")
    return None


def _text(text: str, kind: inspect.StrType) -> str:
    if found := _UNSHOWN.search(text):
        raise UnfitText(f"holds the character U+{ord(found[0]):04X}, which cannot be shown", "remove it")
    if kind.pattern and not re.search(kind.pattern, text):
        raise UnfitText(
            f"{text[:40]!r} is not an id", "use letters, digits, - and _, a letter first, 40 at most"
        )
    if wrong := length_problem(len(text), "character", "characters", kind.min_length, kind.max_length):
        raise wrong
    return text


def _number(text: str, kind: inspect.IntType | inspect.FloatType) -> int | float:
    number: int | float
    try:
        number = int(text) if isinstance(kind, inspect.IntType) else float(text)
    except ValueError:
        whole = "whole " if isinstance(kind, inspect.IntType) else ""
        raise UnfitText(f"{text[:40]!r} is not a {whole}number", f"write a {whole}number") from None
    if isinstance(number, int) and abs(number) > _LARGEST:
        raise UnfitText(f"is {text[:40]}", f"write a number of at most {_LARGEST:,}")
    if not math.isfinite(number):
        raise UnfitText(f"is {text}", "write a finite number")
    if kind.gt is not None and not number > kind.gt:
        raise UnfitText(f"is {text}", f"write a number above {kind.gt:g}")
    if (kind.ge is not None and number < kind.ge) or (kind.le is not None and number > kind.le):
        raise UnfitText(f"is {text}", _bounds(kind))
    return number


def _bounds(kind: inspect.IntType | inspect.FloatType) -> str:
    if kind.le is None:
        return f"write {kind.ge:g} or more"
    return f"write a number from {kind.ge or 0:g} to {kind.le:g}"
