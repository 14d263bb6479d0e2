"""A client's template that is kept says what of its letterhead stays out of documents."""

from html import unescape
from io import BytesIO

from flask.testing import FlaskClient

from tests.reports.house_boxes import SPACES, stationery
from tests.reports.test_client_template import header_with
from tests.workshop import people


def sent(client: FlaskClient, engagement: int, file: bytes) -> str:
    data = {"csrf_token": people.csrf(client), "template": (BytesIO(file), "House.docx")}
    address = f"/engagements/{engagement}/blueprint/template"
    return unescape(client.post(address, data=data, follow_redirects=True).text)


def test_what_stays_out_of_a_letterhead_is_said_once(client: FlaskClient, engagement: int) -> None:
    art = f'<w:r {SPACES}><w:pict><v:shape><v:textpath string="Draft"/></v:shape></w:pict></w:r>'
    page = sent(client, engagement, header_with(art))
    assert "The template is kept." in page
    assert "The header holds WordArt of old Word, which is left out; put it in as a picture in PNG." in page
    again = client.get(f"/engagements/{engagement}/blueprint")
    assert again.status_code == 200
    assert "Not everything comes along" not in again.text
    assert again.text.count('id="template"') == 1


def test_a_drawn_letterhead_is_kept_whole(client: FlaskClient, engagement: int) -> None:
    page = sent(client, engagement, stationery())
    assert "The template is kept." in page
    assert "Not everything comes along" not in page
    assert "text boxes, groups and pictures come along" in page
