"""What pages of the strategy send and ask while somebody works on them, for measuring how long each takes."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from itertools import count

import msgspec
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from questionnaires.pack import MethodPack
from questionnaires.worksheet import Worksheet
from workshop.commands.bench_office import Office
from workshop.commands.bench_strategy import typed
from workshop.engagements.packs.store import pack_text
from workshop.worksheets import store as worksheets

Deed = Callable[[], int]
"""Does something once, otherwise than the last time, and returns the bytes of the answer."""

MOST_TIMES = 12
"""How often a deed is done."""


class Refused(RuntimeError):
    """Says that the server did not do what was measured."""


class _Sender:
    """Sends what the scripts of pages send, from the consultant's browser."""

    def __init__(self, app: Flask, client: FlaskClient, office: Office, token: str) -> None:
        self.app, self.client, self.office, self.token = app, client, office, token
        self.turn = count(1)

    def address(self, view: str, **values: object) -> str:
        """Return the address of a view of the engagement, with others of its values where they are given."""
        rule = next(each for each in self.app.url_map.iter_rules() if each.endpoint == view)
        held = self.office.values | values
        asked = {name: each for name, each in held.items() if name in rule.arguments or name in values}
        with self.app.test_request_context():
            return self.app.url_for(view, **asked)  # type: ignore[arg-type]

    def post(self, address: str, body: object) -> bytes:
        """Send something as JSON and return the answer; Refused where it is not done."""
        answer = self.client.post(
            address,
            data=msgspec.json.encode(body),
            content_type="application/json",
            headers={"X-CSRFToken": self.token},
        )
        if answer.status_code != 200:
            raise Refused(f"{address}: {answer.status_code} {answer.text[:200]}")
        data: bytes = answer.data
        return data


def deeds(
    app: Flask, client: FlaskClient, office: Office, token: str, db: Database
) -> Iterator[tuple[str, Deed]]:
    """Yield what is done in the matrix, in a worksheet and in an interview, each with its name.

    `db` is read for what the pages would know.
    """
    send = _Sender(app, client, office, token)
    engagement_id = office.values["engagement_id"]
    assert isinstance(engagement_id, int)
    pack = msgspec.json.decode(pack_text(db, engagement_id), type=MethodPack)
    yield "alignment.save (a cell)", _cell_of_the_matrix(send)
    sheet = next(each for each in pack.worksheets if each.id == office.values["worksheet"])
    keys = [each.key for each in worksheets.rows(db, engagement_id, sheet.id)]
    told = {"since": worksheets.version(db, engagement_id, sheet.id)}
    unchanged = send.address("worksheets.changes", since=told["since"])
    yield "worksheets.changes (nothing new)", lambda: len(client.get(unchanged).data)
    yield "worksheets.save (a cell)", _paste(send, sheet, keys[:1], told, columns=1)
    paste = _paste(send, sheet, keys, told, columns=len(sheet.columns))
    yield f"worksheets.save (paste of {len(keys)} rows)", paste
    yield "interviews.save (a note)", _note(send, pack)
    beside = send.address("interviews.beside")
    yield "interviews.beside", lambda: len(client.get(beside).data)


def _cell_of_the_matrix(send: _Sender) -> Deed:
    address, values = send.address("alignment.save"), send.office.values
    told: dict[str, int] = {"revision": 0}

    def deed() -> int:
        for _ in range(2):  # the first save of all learns the revision
            body = {"priority": values["priority_id"], "capability": values["capability_id"], **told}
            answer = send.post(address, {"strength": (0, 1, 3)[next(send.turn) % 3], **body})
            found: Mapping[str, object] = msgspec.json.decode(answer)
            told["revision"] = int(str(found["revision"]))
            if found["saved"]:
                break
        return len(answer)

    return deed


def _paste(send: _Sender, sheet: Worksheet, keys: list[str], told: dict[str, int], *, columns: int) -> Deed:
    """Return what writes over some columns of rows that are there; `told` is what the page knows of them."""
    address = send.address("worksheets.save")
    # What a browser puts together is no time of the server's.
    prepared = iter([_pasted(sheet, keys, columns, turn) for turn in range(1, MOST_TIMES + 1)])

    def deed() -> int:
        body = {"name": secrets.token_hex(8), "changes": next(prepared), "since": told["since"]}
        answer = send.post(address, body)
        told["since"] = msgspec.json.decode(answer)["version"]
        return len(answer)

    return deed


def _pasted(sheet: Worksheet, keys: list[str], columns: int, turn: int) -> msgspec.Raw:
    changes = [
        {
            "row": key,
            "do": "cell",
            "field": column.id,
            "text": typed(column, number + turn, "Pasted from a spreadsheet"),
            "revision": turn,
        }
        for number, key in enumerate(keys)
        for column in sheet.columns[:columns]
    ]
    return msgspec.Raw(msgspec.json.encode(changes))


def _note(send: _Sender, pack: MethodPack) -> Deed:
    address, question = send.address("interviews.save"), pack.guide[-1].questions[-1].id
    told = {"base": 3}
    words = "She says that the plan is made in May and that nobody asks for the data before July. " * 6

    def deed() -> int:
        turn = next(send.turn)
        body = {"kind": "note", "device": "measuring", "turn": turn, "question": question, **told}
        answer = send.post(address, {**body, "text": f"{words}{turn}", "seconds": 5})
        told["base"] = msgspec.json.decode(answer)["revision"]
        return len(answer)

    return deed
