"""What a statement rests on, as it stands in the list at the end of a document."""

from dataclasses import dataclass
from typing import Literal, Self

Kind = Literal["answers", "words", "documents", "others", "judgements", "estimates"]
KINDS: dict[Kind, str] = {
    "answers": "What people answered",
    "words": "What people said",
    "documents": "Documents and worksheets",
    "others": "Other organisations",
    "judgements": "Judgements of consultants",
    "estimates": "Estimates",
}
"""The kinds of evidence in the order in which they are listed, with their heads."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that statements rest on; equal ones share a number.

    `rests_on` names it: a question, a quote, a document. `n` is how many people or cases stand behind it,
    as it is to be read, empty where that says nothing. `source` says where it is from, and when.
    """

    kind: Kind
    rests_on: str
    n: str = ""
    source: str = ""

    @classmethod
    def people(cls, n: int | str, question: str, source: str = "Capability assessment") -> Self:
        """Return answers of `n` people to a question, or to several; only of results that may be shown."""
        return cls("answers", question, str(n), source)

    @classmethod
    def quote(cls, text: str, source: str) -> Self:
        """Return words that may be quoted, with who said them as consent allows."""
        return cls("words", text, "", source)

    @classmethod
    def interviews(cls, n: int, theme: str, source: str = "Leadership interviews") -> Self:
        """Return what was heard in `n` interviews."""
        return cls("words", theme, str(n), source)

    @classmethod
    def document(cls, title: str, source: str = "Document review", n: int | None = None) -> Self:
        """Return a document or a worksheet, with how many entries it has where that matters."""
        return cls("documents", title, "" if n is None else str(n), source)

    @classmethod
    def others(cls, n: int, what: str, source: str) -> Self:
        """Return what `n` other organisations report."""
        return cls("others", what, str(n), source)

    @classmethod
    def judgement(cls, what: str, source: str) -> Self:
        """Return what consultants judge."""
        return cls("judgements", what, "", source)

    @classmethod
    def estimate(cls, what: str, source: str) -> Self:
        """Return what is estimated, such as an effort or a cost."""
        return cls("estimates", what, "", source)
