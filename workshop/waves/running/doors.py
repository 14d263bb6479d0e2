"""The open door: a join code for groups of people without mail addresses."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What codes are made of: nothing that looks like something else on a screen at the end of a hall."""
LENGTH = 8


def new_code() -> str:
    """Return a join code that no one can guess while the limits hold: 40 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """Return a code as it is read out: in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
