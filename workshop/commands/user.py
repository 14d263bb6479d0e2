"""Say who may sign in: add an account, list them all, close one, open it again, or make a password link.

A link is printed once and can be used once. What is done here holds at once, also while the app is served.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from getpass import getpass
from typing import Any

from flask import Flask
from sqlite_utils import Database

from workshop.accounts import passwords, store
from workshop.accounts.administration import standing
from workshop.accounts.inviting import NEW_GOOD_FOR, RESET_GOOD_FOR, AddressTaken, invite, renew
from workshop.accounts.password_links import PATH
from workshop.accounts.store import Account
from workshop.addresses import public_url
from workshop.commands.refusal import Refused, printable
from workshop.commands.serving import folder_argument, prepared_app
from workshop.database import connect, write
from workshop.history.store import PROGRAM, record
from workshop.people.cells import cleaned, fault_of_email, fault_of_name

Deed = Callable[[Flask, Database, Namespace], None]


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    adding = _deed(deeds, "add", _add, "make an account and print the link that sets its password")
    adding.add_argument("--name", required=True, help="the person's name")
    adding.add_argument(
        "--role",
        choices=("administrator", "consultant"),
        default="consultant",
        help="what the account may do (default: %(default)s)",
    )
    resetting = _deed(deeds, "reset", _reset, "print a new link that sets an account's password")
    for each in (adding, resetting):
        each.add_argument("--password", action="store_true", help="ask for the password here instead")
    _deed(deeds, "disable", _disable, "close an account: signed out everywhere, it cannot sign in")
    _deed(deeds, "enable", _enable, "open a closed account again, with the password it had")
    _deed(deeds, "list", _list, "list every account", of_one=False)


def run(options: Namespace) -> int:
    """Do what was asked for and return 0; Refused where it cannot be done."""
    app = prepared_app(options.data)
    db = connect(app.config["DATABASE"])
    try:
        with app.app_context():
            options.run_deed(app, db, options)
    finally:
        db.close()
    return 0


def _deed(deeds: Any, name: str, deed: Deed, about: str, of_one: bool = True) -> ArgumentParser:
    about_it = f"{about[0].upper()}{about[1:]}."
    parser: ArgumentParser = deeds.add_parser(name, help=about, description=about_it, allow_abbrev=False)
    if of_one:
        parser.add_argument("email", metavar="EMAIL", help="the mail address of the account")
    folder_argument(parser)
    parser.set_defaults(run_deed=deed)
    return parser


def _add(app: Flask, db: Database, options: Namespace) -> None:
    name, email = cleaned(options.name), cleaned(options.email)
    said = fault_of_name(name) or fault_of_email(email) or (not email and "Give the mail address.")
    if said:
        raise Refused(said)
    password = _asked_for(name, email) if options.password else None
    now, key = datetime.now(UTC), app.config["SECRET_KEY"]
    try:
        with write(db):
            made = invite(db, email=email, name=name, role=options.role, key=key, now=now)
            if password is not None:
                store.set_password(db, made.account_id, password, now)
            record(db, None, PROGRAM, "account", f"added the account of {name}, {options.role}", now)
    except AddressTaken as taken:
        raise Refused(f"There is an account with the address {email} already; see: user list.") from taken
    article = "an" if options.role == "administrator" else "a"
    print(f"{name} ({store.plain_email(email)}) has an account as {article} {options.role}.")
    if password is None:
        _print_link(made.token, now, NEW_GOOD_FOR)


def _reset(app: Flask, db: Database, options: Namespace) -> None:
    account = _found(db, options.email)
    if account.closed:
        raise Refused(f"The account {account.email} is closed; open it first with: user enable.")
    password = _asked_for(account.name, account.email) if options.password else None
    now, key = datetime.now(UTC), app.config["SECRET_KEY"]
    good_for = RESET_GOOD_FOR if account.has_password else NEW_GOOD_FOR
    with write(db):
        if password is None:
            token = renew(db, account.id, key, now, good_for).token
            record(db, None, PROGRAM, "account", f"made a password link for {account.name}", now)
        else:
            store.set_password(db, account.id, password, now)
            record(db, None, PROGRAM, "account", f"set the password of {account.name}", now)
    if password is None:
        _print_link(token, now, good_for)
    else:
        print(f"{printable(account.name)} has a new password and is signed out everywhere.")


def _disable(_app: Flask, db: Database, options: Namespace) -> None:
    now = datetime.now(UTC)
    with write(db):
        account = _found(db, options.email)
        if account.role == "administrator" and not store.has_other_administrator(db, account.id):
            raise Refused(
                f"{account.name} is the last administrator who can sign in; add another one first with: "
                "user add EMAIL --name NAME --role administrator."
            )
        if not account.closed:
            store.close_account(db, account.id, now)
            record(db, None, PROGRAM, "account", f"closed the account of {account.name}", now)
    print(f"{printable(account.name)} cannot sign in any more.")


def _enable(_app: Flask, db: Database, options: Namespace) -> None:
    with write(db):
        account = _found(db, options.email)
        if account.closed:
            store.open_account(db, account.id)
            done = f"opened the account of {account.name} again"
            record(db, None, PROGRAM, "account", done, datetime.now(UTC))
    can = "can sign in" if account.has_password else "needs a link to choose a password: user reset"
    print(f"{printable(account.name)} {can}.")


def _list(_app: Flask, db: Database, _options: Namespace) -> None:
    links, seen = store.accounts_with_links(db, datetime.now(UTC)), store.last_seen(db)
    rows = [("address", "name", "role", "state", "last seen")]
    for each in store.accounts(db):
        last = f"{seen[each.id]:%Y-%m-%d %H:%M} UTC" if each.id in seen else "never"
        state = standing(each, each.id in links).words.lower()
        rows.append((each.email, printable(each.name), each.role, state, last))
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def _found(db: Database, email: str) -> Account:
    account = store.account_by_email(db, email) if email.isprintable() else None
    if account is None:
        raise Refused(f"There is no account with the address {email}; see: user list.")
    return account


def _print_link(token: str, now: datetime, good_for: timedelta) -> None:
    until = f"{now + good_for:%Y-%m-%d %H:%M} UTC"
    print(f"Whoever has this link chooses the password, once, until {until}:\n{public_url(PATH + token)}")


def _asked_for(name: str, email: str) -> str:
    """Return the hash of a password that is typed twice, or comes as a line where nobody types."""
    try:
        if sys.stdin.isatty():
            password, again = getpass("Password: "), getpass("The same again: ")
        else:
            password = again = sys.stdin.readline().rstrip("\r\n")
    except (EOFError, UnicodeDecodeError) as error:
        raise Refused("No password could be read; nothing was changed.") from error
    said = passwords.fault(password, name, email)
    if password != again:
        said = "The two are not the same."
    if said:
        raise Refused(f"{said} Nothing was changed.")
    return passwords.hashed(password)
