"""Small drawings as Windows keeps them: a coloured bar as EMF, and as WMF."""

import struct


def emf(colour: tuple[int, int, int], width: int = 3000, height: int = 1000) -> bytes:
    """Return a filled rectangle as an Enhanced Metafile, in hundredths of mm."""
    red, green, blue = colour
    drawn = (
        struct.pack("<6I", 39, 24, 1, 0, red | green << 8 | blue << 16, 0),  # make a brush
        struct.pack("<3I", 37, 12, 1),  # take it
        struct.pack("<2I4i", 43, 24, 0, 0, width // 26, height // 26),  # a rectangle
        struct.pack("<5I", 14, 20, 0, 16, 20),  # the end
    )
    size = 88 + sum(map(len, drawn))
    bounds = struct.pack("<8i", 0, 0, width // 26, height // 26, 0, 0, width, height)
    counts = struct.pack("<4sIIIHHIIIiiii", b" EMF", 0x10000, size, 5, 2, 0, 0, 0, 0, 1000, 800, 260, 208)
    return struct.pack("<2I", 1, 88) + bounds + counts + b"".join(drawn)


def wmf(colour: tuple[int, int, int], *, escape: int | None = None) -> bytes:
    """Return a filled rectangle of 30 by 10 mm as a placeable Windows Metafile; `escape` goes before it."""
    red, green, blue = colour
    records = [
        _record(0x020B, 0, 0),
        _record(0x020C, 400, 1200),
        *([] if escape is None else [_record(0x0626, escape, 0)]),
        _record(0x02FC, 0, red | green << 8, blue, 0),
        _record(0x012D, 0),
        _record(0x041B, 400, 1200, 0, 0),
        _record(0),
    ]
    words = 9 + sum(map(len, records)) // 2
    placed = struct.pack("<IH4hHI", 0x9AC6CDD7, 0, 0, 0, 1200, 400, 1000, 0)
    check = 0
    for each in struct.unpack("<10H", placed):
        check ^= each
    head = struct.pack("<3HIHIH", 1, 9, 0x300, words, 1, max(map(len, records)) // 2, 0)
    return placed + struct.pack("<H", check) + head + b"".join(records)


def _record(deed: int, *told: int) -> bytes:
    return struct.pack(f"<IH{len(told)}H", 3 + len(told), deed, *told)
