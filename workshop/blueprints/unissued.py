"""The results of a wave as a document, for sponsors to whom it was released before there were issues."""

from threading import Lock

from reports.dossier import Dossier
from reports.dossier_json import fingerprint
from workshop.blueprints.making import written

_MOST = 4
_kept: dict[str, bytes] = {}
_lock = Lock()


def document(dossier: Dossier) -> bytes:
    """Return the file of a dossier, made once while nothing changes; the last few are kept.

    Those who ask at the same time wait for the first: so none of them is made twice.
    """
    sign = fingerprint(dossier)
    with _lock:
        if sign not in _kept:
            _kept[sign] = written(dossier)
            while len(_kept) > _MOST:
                del _kept[next(iter(_kept))]
        return _kept[sign]
