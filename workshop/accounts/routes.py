"""The addresses of accounts, and the view behind each: the door, the ways in, one's own account, and all."""

from flask import Blueprint

from workshop.accounts import administration, door, forgotten, own, password_links, set_up
from workshop.accounts.ago import ago
from workshop.addresses import NUMBER

bp = Blueprint("accounts", __name__, template_folder="templates")
bp.add_app_template_filter(ago)

_ONE = f"/accounts/<{NUMBER}:account_id>"

for method, address, endpoint, view in (
    ("GET", "/sign-in", "door", door.show),
    ("POST", "/sign-in", "sign_in", door.sign_in),
    ("POST", "/sign-out", "sign_out", door.sign_out),
    ("GET", "/set-up/<token>", "set_up", set_up.show),
    ("POST", "/set-up/<token>", "make_first", set_up.make),
    ("GET", "/password/<token>", "password_link", password_links.show),
    ("POST", "/password/<token>", "choose_password", password_links.choose),
    ("GET", "/forgotten", "forgotten", forgotten.show),
    ("POST", "/forgotten", "ask_for_link", forgotten.ask),
    ("GET", "/account", "mine", own.show),
    ("POST", "/account/name", "rename", own.rename),
    ("POST", "/account/password", "change_password", own.change_password),
    ("POST", "/account/sign-ins/end", "end_others", own.end_others),
    ("POST", "/account/sign-ins/<sign_in>/end", "end_one", own.end_one),
    ("GET", "/accounts", "index", administration.index),
    ("GET", "/accounts/new", "new", administration.new),
    ("POST", "/accounts/new", "add", administration.add),
    ("GET", "/accounts/history", "history", administration.history),
    ("GET", _ONE, "one", administration.one),
    ("POST", f"{_ONE}/link", "make_link", administration.make_link),
    ("POST", f"{_ONE}/role", "change_role", administration.change_role),
    ("POST", f"{_ONE}/close", "close", administration.close),
    ("POST", f"{_ONE}/open", "open", administration.open_again),
):
    bp.add_url_rule(address, endpoint, view, methods=[method])
