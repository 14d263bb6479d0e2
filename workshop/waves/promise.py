"""What respondents are promised: one text for the plan, the welcome page and the tests."""

from workshop.languages import for_later, gettext
from workshop.waves.store import Mode, Wave


def promise_of(wave: Wave, *, by_door: bool = False) -> tuple[str, ...]:
    """Return what the respondents of a wave are promised: of one that was launched, what they were."""
    return promise(
        wave.mode, wave.threshold, wave.comment_threshold, by_door=by_door, names_words=wave.names_words
    )


def promise(
    mode: Mode, threshold: int, comment_threshold: int, *, by_door: bool = False, names_words: bool = True
) -> tuple[str, ...]:
    """Return the sentences that tell respondents who will see what, as they follow from the plan.

    `threshold` and `comment_threshold` are the least numbers of people behind figures and behind comments;
    `names_words` says whether consultants read comments with the names of those who agree, in a named wave.
    Who comes by the open door has no name here to agree to: their answers stay without one in either mode.
    """
    if by_door:
        first, who, mode = gettext(_BY_DOOR), gettext(_HOW_MANY), "confidential"
    else:
        first, who = _seen_by_whom(mode), gettext(_ATTENDANCE)
    end = (*_end(mode, threshold), gettext(_BACKUPS))
    words = _words_named if names_words and mode == "named" else _words
    return (first, _figures(threshold), words(comment_threshold), who, *end)


def _seen_by_whom(mode: Mode) -> str:
    if mode == "named":
        return gettext(
            "The consultants see your answers with your name only if you agree to it. You are asked first, "
            "and you can take part without agreeing. Your organisation never sees them with your name."
        )
    return gettext(
        "Your answers are confidential: nobody sees them with your name, neither your organisation nor the "
        "consultants."
    )


def _figures(threshold: int) -> str:
    return gettext(
        "Every figure rests on the answers of at least %(threshold)s people. With fewer it is not shown, and "
        "nor is any other figure from which it could be worked out.",
        threshold=threshold,
    )


def _words(threshold: int) -> str:
    return gettext(
        "Comments, and the reasons for “not applicable”, are shown in your words once at least "
        "%(threshold)s people have rated the capability, without a name, a function or a seniority.",
        threshold=threshold,
    )


def _words_named(threshold: int) -> str:
    return gettext(
        "Comments, and the reasons for “not applicable”, are shown in your words once at least "
        "%(threshold)s people have rated the capability. The consultants see your name beside yours if you "
        "agree to it; nobody else does, and nobody is told a function or a seniority with them.",
        threshold=threshold,
    )


def _end(mode: Mode, threshold: int) -> tuple[str, ...]:
    if mode == "named":
        return (
            gettext(
                "If you do not agree, what links you to your answers is destroyed when the questionnaire is "
                "sealed, some days after it closes. Until then it is kept, so that you can change them."
            ),
            gettext(
                "The consultants can take single answers out of this system as a spreadsheet: with the names "
                "of those who agreed, without those of the others."
            ),
        )
    return (
        gettext(
            "What links you to your answers is kept until the questionnaire is sealed, some days after it "
            "closes, so that you can come back and change them. Sealing destroys it for good."
        ),
        gettext(
            "After sealing, single answers can leave this system as a spreadsheet: without names and "
            "comments, in a shuffled order, and with groups left blank until at least %(threshold)s people "
            "share every combination of them.",
            threshold=threshold,
        ),
    )


_BY_DOOR = for_later(
    "You come by a code, and nobody asks for your name: neither your organisation nor the consultants see "
    "your answers with it."
)
_HOW_MANY = for_later("The consultants see how many came by the code and have finished, not who.")
_ATTENDANCE = for_later(
    "The consultants see who has finished, so that they remind only the others. Your organisation does not."
)
_BACKUPS = for_later(
    "Backups made before sealing still hold the link until they are deleted; the consultants are reminded to "
    "do so."
)
