"""What respondents are promised: one text for the plan, the welcome page and the tests."""

from workshop.waves.store import Mode


def promise(mode: Mode, threshold: int, comment_threshold: int, *, by_door: bool = False) -> tuple[str, ...]:
    """Return the sentences that tell respondents who will see what, as they follow from the plan.

    `threshold` and `comment_threshold` are the least numbers of people behind figures and behind comments.
    Who comes by the open door has no name here to agree to: their answers stay without one in either mode.
    """
    if by_door:
        return (_BY_DOOR, _figures(threshold), _words(comment_threshold), _HOW_MANY,
                *_end("confidential", threshold), _BACKUPS)  # fmt: skip
    return (*_seen_by_whom(mode), _figures(threshold), _words(comment_threshold), _ATTENDANCE,
            *_end(mode, threshold), _BACKUPS)  # fmt: skip


def _seen_by_whom(mode: Mode) -> tuple[str, ...]:
    if mode == "named":
        return (
            "The consultants see your answers with your name only if you agree to it. You are asked first, "
            "and you can take part without agreeing. Your organisation never sees them with your name.",
        )
    return (
        "Your answers are confidential: nobody sees them with your name, neither your organisation nor the "
        "consultants.",
    )


def _figures(threshold: int) -> str:
    return (
        f"Every figure rests on the answers of at least {threshold} people. With fewer it is not shown, and "
        "nor is any other figure from which it could be worked out."
    )


def _words(threshold: int) -> str:
    return (
        f"Comments, and the reasons for “not applicable”, are shown in your words once at least {threshold} "
        "people have rated the capability, without a name, a function or a seniority."
    )


def _end(mode: Mode, threshold: int) -> tuple[str, ...]:
    if mode == "named":
        return (
            "If you do not agree, what links you to your answers is destroyed when the questionnaire is "
            "sealed, some days after it closes. Until then it is kept, so that you can change them.",
            "The consultants can take single answers out of this system as a spreadsheet: with the names of "
            "those who agreed, without those of the others.",
        )
    return (
        "What links you to your answers is kept until the questionnaire is sealed, some days after it "
        "closes, so that you can come back and change them. Sealing destroys it for good.",
        "After sealing, single answers can leave this system as a spreadsheet: without names and comments, "
        f"in a shuffled order, and with groups left blank until at least {threshold} people share every "
        "combination of them.",
    )


_BY_DOOR = (
    "You come by a code, and nobody asks for your name: neither your organisation nor the consultants see "
    "your answers with it."
)
_HOW_MANY = "The consultants see how many came by the code and have finished, not who."
_ATTENDANCE = (
    "The consultants see who has finished, so that they remind only the others. Your organisation does not."
)
_BACKUPS = (
    "Backups made before sealing still hold the link until they are deleted; the consultants are reminded to "
    "do so."
)
