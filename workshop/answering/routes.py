"""The pages of answering; each of the modules named here registers its own."""

from workshop.answering import door, handing_in, parts, saving, welcome
from workshop.answering.bundle import compress, serve_bundle
from workshop.answering.room import bp

__all__ = ["bp", "door", "handing_in", "parts", "saving", "welcome"]

bp.record_once(lambda state: serve_bundle(state.app))
bp.after_request(compress)
