"""A logo is a picture and nothing else: made again, small, and kept from whoever may not see it."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from tests.workshop import people
from workshop.database import connect
from workshop.engagements.logos.picture import LARGEST_FILE, NoLogo, logo_of
from workshop.engagements.logos.store import logo_png

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **saved: object) -> bytes:
    file = BytesIO()
    Image.new(mode, size, 128 if mode == "L" else "#5B2A62").save(file, kind, **saved)
    return file.getvalue()


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_kind_becomes_a_png(kind: str) -> None:
    logo = opened(logo_of(picture(kind)))
    assert (logo.format, logo.size) == ("PNG", (64, 48))


def test_a_large_picture_is_made_smaller() -> None:
    assert opened(logo_of(picture(size=(3000, 1500)))).size == (512, 256)
    assert opened(logo_of(picture("JPEG", size=(3000, 1500)))).size == (512, 256)
    assert opened(logo_of(picture(size=(4000, 1)))).size == (512, 1)


def test_a_small_picture_stays_as_large_as_it_is() -> None:
    assert opened(logo_of(picture(size=(9, 12)))).size == (9, 12)


def test_transparency_is_kept() -> None:
    file = BytesIO()
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    image.paste((91, 42, 98, 255), (0, 0, 10, 20))
    image.save(file, "PNG")
    logo = opened(logo_of(file.getvalue()))
    assert (logo.getpixel((15, 5)), logo.getpixel((5, 5))) == ((0, 0, 0, 0), (91, 42, 98, 255))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_kind_of_colour_is_taken(mode: str) -> None:
    file = BytesIO()
    Image.new(mode, (8, 8), 1 if mode == "1" else 0).save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(logo_of(file.getvalue())).mode in ("RGB", "RGBA")


def test_sixteen_bits_of_grey_are_scaled() -> None:
    file = BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(file, "PNG")
    assert opened(logo_of(file.getvalue())).getpixel((0, 0)) == (128, 128, 128)


def test_nothing_but_pixels_is_kept() -> None:
    notes, exif = PngImagePlugin.PngInfo(), Image.Exif()
    notes.add_text("Comment", "Kept by Lars Lind")
    exif[0x010E] = "Kept by Lars Lind"
    for kind, saved in (("PNG", {"pnginfo": notes, "exif": exif}), ("JPEG", {"exif": exif})):
        data = picture(kind, **saved)
        assert b"Lars" in data
        logo = logo_of(data)
        assert b"Lars" not in logo
        assert opened(logo).info == {}


def test_a_film_is_its_first_picture() -> None:
    file = BytesIO()
    red, blue = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    red.save(file, "GIF", save_all=True, append_images=[blue], duration=100, loop=0)
    logo = opened(logo_of(file.getvalue()))
    assert logo.convert("RGB").getpixel((4, 4)) == (255, 0, 0)
    assert getattr(logo, "n_frames", 1) == 1


def test_a_photograph_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(logo_of(picture("JPEG", size=(60, 30), exif=exif))).size == (30, 60)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty."),
        (b"hello", "This is no picture that can be read."),
        (SVG, "An SVG can carry programs"),
        (b"  <svg></svg>", "An SVG can carry programs"),
        (picture()[:60], "This is no picture that can be read."),
        (picture("BMP"), "This is no picture that can be read."),
        (picture("TIFF"), "This is no picture that can be read."),
        (b"\x89PNG" + b"x" * LARGEST_FILE, "This file has more than 4 MB."),
        (bomb(8000, 8000), "more than 40 million pixels"),
        (bomb(12_000, 12_000), "more than 40 million pixels"),
        (bomb(60_000, 60_000), "more than 40 million pixels"),
        (bomb(3000, 3000), "This is no picture that can be read."),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_no_logo_is_refused_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(NoLogo, match=said):
        logo_of(data)


@settings(deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF"]), st.data())
def test_a_broken_file_is_a_picture_or_refused(kind: str, data: st.DataObject) -> None:
    whole = bytearray(picture(kind, size=(16, 16)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(NoLogo):
        assert opened(logo_of(bytes(whole))).format == "PNG"


def send(client: FlaskClient, engagement: int, data: bytes, name: str = "logo.png", **more: str):
    """Send the settings with a logo."""
    form = {"csrf_token": people.csrf(client), "client": "Alder & Sons", **more}
    return client.post(f"/engagements/{engagement}/settings", data={**form, "logo": (BytesIO(data), name)})


def stored(app: Flask, engagement: int) -> bytes | None:
    db = connect(app.config["DATABASE"])
    try:
        return logo_png(db, engagement)
    finally:
        db.close()


def address_of(client: FlaskClient, engagement: int) -> str:
    page = client.get(f"/engagements/{engagement}").text
    return page.split('<img src="', 1)[1].split('"', 1)[0]


def test_a_logo_is_shown_and_removed(app: Flask, client: FlaskClient, engagement: int) -> None:
    assert client.get(f"/engagements/{engagement}/logo.png").status_code == 404
    assert send(client, engagement, picture()).status_code == 303
    address = address_of(client, engagement)
    assert f'src="{address}"' in client.get("/").text
    answer = client.get(address)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == (
        "image/png", "private, max-age=31536000, immutable",
    )  # fmt: skip
    assert answer.data == stored(app, engagement)
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(f"/engagements/{engagement}/logo.png?v={'0' * 16}").status_code == 404
    gone = client.post(f"/engagements/{engagement}/logo/removal", data={"csrf_token": people.csrf(client)})
    assert gone.status_code == 303
    assert stored(app, engagement) is None
    assert "removed the logo" in client.get(f"/engagements/{engagement}").text


def test_the_logo_is_for_those_who_may_see_the_engagement(app: Flask, engagement: int) -> None:
    ines, lars = people.signed_in(app, people.INES), people.signed_in(app, people.LARS)
    send(ines, engagement, picture())
    address = address_of(ines, engagement)
    for browser in (people.signed_in(app, None), people.signed_in(app, people.TOM), lars):
        assert browser.get(address).status_code == 404
    assert people.signed_in(app, people.ADA).get(address).status_code == 200


def test_what_is_no_logo_stands_beside_the_field(app: Flask, client: FlaskClient, engagement: int) -> None:
    send(client, engagement, picture())
    before = stored(app, engagement)
    answer = send(client, engagement, SVG, name="logo.png", consultancy="Typed just now")
    assert answer.status_code == 422
    assert "An SVG can carry programs" in answer.text
    assert 'value="Typed just now"' in answer.text
    assert stored(app, engagement) == before


def test_a_logo_that_is_too_large_loses_nothing_that_was_typed(client: FlaskClient, engagement: int) -> None:
    typed = b'--x\r\nContent-Disposition: form-data; name="consultancy"\r\n\r\nTyped just now\r\n'
    head = b'--x\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\n\r\n'
    answer = client.post(
        f"/engagements/{engagement}/settings",
        data=typed + head + b"\x89PNG" + b"x" * (LARGEST_FILE + 100_000) + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        headers={"X-CSRFToken": people.csrf(client)},
    )
    assert answer.status_code == 422
    assert "This file has more than 4 MB." in answer.text
    assert 'value="Typed just now"' in answer.text


def test_a_logo_beside_another_fault_is_asked_for_again(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    answer = send(client, engagement, picture(), brand="reddish")
    assert answer.status_code == 422
    assert "Choose it again: it was not kept." in answer.text
    assert stored(app, engagement) is None
