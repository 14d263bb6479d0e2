"""The one gate of quotes: whatever is not known to be allowed is withheld, and no role tells a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.quoting import (
    SAID,
    Shown,
    Withheld,
    fingerprint,
    holders_of,
    holds_name,
    is_wider,
    narrowest,
    shown,
)

TEXT = "We buy tools before we know what for."
words = st.text(st.characters(categories=("L", "N", "Zs", "P")), max_size=40)
names = st.lists(
    st.text(st.characters(categories=("L",)), min_size=3, max_size=9), min_size=1, max_size=3
).map(" ".join)
consents = st.sampled_from(["attributed", "role", "none", "", "ATTRIBUTED", "role "])
approvals = st.sampled_from(["unasked", "asked", "changed", "refused", "approved", "", "yes"])


def judged(text: str = TEXT, consent: str = "role", **changed: object) -> Shown | Withheld:
    values = {
        "name": "Karin Ahl", "title": "Head of Sales", "shown_as": "", "holders": 2, "approval": "unasked",
    }  # fmt: skip
    return shown(text, consent, **{**values, **changed})  # type: ignore[arg-type]


def reason(**changed: object) -> str:
    found = judged(**changed)  # type: ignore[arg-type]
    assert isinstance(found, Withheld)
    assert found.said == SAID[found.reason]
    return found.reason


def test_consent_says_what_stands_below_a_quote() -> None:
    assert judged(consent="attributed") == Shown(TEXT, "Karin Ahl, Head of Sales")
    assert judged(consent="attributed", title="") == Shown(TEXT, "Karin Ahl")
    assert judged() == Shown(TEXT, "Head of Sales")
    assert judged(shown_as="A member of the leadership team").attribution == "A member of the leadership team"  # type: ignore[union-attr]
    assert reason(consent="none") == "no consent"


@pytest.mark.parametrize("approval", ["asked", "changed", "refused", "", "whatever"])
def test_who_was_asked_must_have_said_yes(approval: str) -> None:
    assert isinstance(judged(consent="attributed", approval=approval), Withheld)
    assert isinstance(judged(consent="attributed", approval="approved"), Shown)


def test_a_role_that_one_person_has_names_them() -> None:
    assert reason(holders=1) == "one holder"
    assert reason(holders=0) == "one holder"
    assert reason(holders=1, shown_as="head of  SALES") == "one holder"
    assert reason(holders=1, shown_as="The Sales Head") == "one holder"
    assert reason(holders=1, shown_as="Head of Sales at Alder") == "one holder"
    assert reason(holders=1, title="Chief Marketing Officer", shown_as="The CMO") == "one holder"
    assert reason(holders=1, title="CMO", shown_as="A chief marketing officer") == "one holder"
    assert isinstance(judged(holders=1, shown_as="A member of the leadership team"), Shown)
    assert reason(title="") == "no role"
    assert isinstance(judged(title="", holders=0, shown_as="A manager"), Shown)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("Karin, sales", "Karin Ahl"), ("A colleague of AHL", "Karin Ahl"), ("karinahl", "Karin Ahl"),
        ("Jose, finance", "José Núñez"), ("Bo of the board", "Bo Ek"), ("営業の李明", "李明"),
        ("Ahl, sales", "Ahl, Karin"), ("Ka\u200brin", "Karin Ahl"),
    ],
)  # fmt: skip
def test_a_role_never_holds_the_name(role: str, name: str) -> None:
    assert holds_name(role, name)
    assert reason(name=name, shown_as=role) == "names"


def test_small_words_are_no_names() -> None:
    assert not holds_name("An executive of the board", "An Li")
    assert not holds_name("A manager", "")


def test_the_words_themselves_may_tell_who_speaks() -> None:
    assert reason(text="As I, Karin, always said.") == "names in words"
    assert reason(text="Ask karin ahl about it.") == "names in words"
    assert reason(text="A head of sales sees that.", holders=1, shown_as="A leader") == "names in words"
    assert isinstance(judged(text="As I, Karin, always said.", approval="approved"), Shown)
    assert isinstance(judged(text="As I, Karin, always said.", consent="attributed"), Shown)


@given(
    text=words,
    consent=consents,
    approval=approvals,
    name=names,
    title=words,
    role=words,
    holders=st.integers(0, 4),
)
def test_nothing_passes_that_is_not_allowed(
    text: str, consent: str, approval: str, name: str, title: str, role: str, holders: int
) -> None:
    found = shown(text, consent, name=name, title=title, shown_as=role, holders=holders, approval=approval)
    if isinstance(found, Withheld):
        return
    assert found.text == text
    assert text.strip()
    assert found.attribution.strip()
    assert consent in ("attributed", "role")
    assert approval in ("unasked", "approved")
    if consent == "role":
        assert not holds_name(found.attribution, name)
        assert name.casefold() not in found.attribution.casefold()
        assert holders > 1 or found.attribution.strip().casefold() != title.strip().casefold()


@given(st.tuples(words, consents, words), st.tuples(words, consents, words))
def test_a_fingerprint_tells_one_quote_from_any_other(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


def test_consents_are_in_an_order() -> None:
    assert narrowest("attributed", "role") == "role"
    assert narrowest("none", "role") == "none"
    assert is_wider("attributed", "role")
    assert not is_wider("role", "role")


def test_people_are_counted_by_their_title_however_it_is_written() -> None:
    titles = ["Head of Sales", "head of  sales", "Sales head", "Head of Finance", ""]
    assert holders_of("HEAD OF SALES", titles) == 3
    assert holders_of("", titles) == 0
