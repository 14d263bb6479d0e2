"""Two who change the same thing at once: what one of them left alone is taken over, and the rest is asked.

A form carries a mark of each value that its reader saw. A field that its sender did not touch takes what
somebody else stored since; one that both changed is shown with what stands, and nothing is stored.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField

from workshop.manner import PLAIN, Manner

_LONGEST = 300
"""So much of a text is told beside the field that is to replace it."""
_ASKED = (
    "Somebody changed this while you had it open, so nothing is stored yet. Beside the field stands what it "
    "holds now; send again, and yours takes its place."
)


class MarkedForm(FlaskForm):  # type: ignore[misc]
    """A form that knows what its reader saw."""

    mark = HiddenField()

    @staticmethod
    def marks(stands: Mapping[str, object]) -> str:
        """Return what a form carries of the values that it is shown with."""
        return " ".join(f"{name}:{_print(value)}" for name, value in stands.items())

    def take_over(self, stands: Mapping[str, object]) -> list[str]:
        """Take over what was stored since the form was shown, wherever its sender changed nothing.

        Return the fields that both changed, each to something else. To be called before it is validated; a
        form without a mark is taken as it is.
        """
        seen = dict(each.split(":", 1) for each in (self.mark.data or "").split() if ":" in each)
        asked = []
        for name, value in stands.items():
            field, stored = self[name], _print(value)
            if seen.get(name, stored) == stored:
                continue
            # An empty field of a number or a time counts as unreadable; here it says nothing.
            unreadable = field.process_errors and any(str(each).strip() for each in field.raw_data or ())
            if not unreadable and _print(field.data) == seen[name]:
                field.data, field.raw_data, field.process_errors = value, [], []
            elif unreadable or _print(field.data) != stored:
                asked.append(name)
                continue
            seen[name] = stored
        self.mark.data = " ".join(f"{name}:{mark}" for name, mark in seen.items())
        return asked

    def look_again(self) -> None:
        """Say that something was stored in the moment between; who sends again takes it over."""
        self.form_errors = ["Somebody else changed this in the same moment. Nothing is stored; send again."]

    def ask(self, stands: Mapping[str, object], names: Sequence[str], manner: Manner = PLAIN) -> None:
        """Say beside the fields that both changed what stands now; who sends again has seen it."""
        self.mark.data = self.marks(stands)
        self.form_errors = [_ASKED]
        for name in names:
            self[name].errors = [f"This stands now: {_told(self[name], stands[name], manner)}"]


def _print(value: object) -> str:
    many = isinstance(value, list | tuple | set | frozenset)
    told = sorted(map(str, value)) if many else "" if value is None else str(value)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def _told(field: Field, value: Any, manner: Manner) -> str:
    if value in (None, "", [], ()):
        return "nothing."
    if isinstance(value, date):
        return manner.day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list | tuple):
        return ", ".join(sorted(map(str, value)))
    choices = getattr(field, "choices", None) or {}
    labels = choices if isinstance(choices, dict) else {each.value: each.label for each in choices}
    text = str(labels.get(value, value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
