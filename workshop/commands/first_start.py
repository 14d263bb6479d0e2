"""What the server says while there is no account: the link that makes the first one."""

from datetime import UTC, datetime

from flask import Flask

from workshop.accounts.set_up import PATH, offered
from workshop.commands.welcome import EVERYWHERE
from workshop.database import connect


def set_up_sentence(app: Flask, host: str, address: str, port: int) -> str:
    """Return the sentence with a new set-up link, in place of an earlier one; "" once there are accounts."""
    # A connection of its own, closed before any worker starts.
    db = connect(app.config["DATABASE"])
    try:
        token = offered(db, datetime.now(UTC))
    finally:
        db.close()
    if token is None:
        return ""
    place = app.config["ADDRESS"] or f"http://{_near(host, address)}:{port}"
    return (
        f"There is no account yet. This link makes the first one, an administrator's:\n{place}{PATH}{token}"
    )


def _near(host: str, address: str) -> str:
    if address in EVERYWHERE:
        return "localhost"
    return f"[{host}]" if ":" in host else host
