import shutil, io, re
from pathlib import Path
from workshop import create_app
from tests.workshop import people
from workshop.database import connect
def test_old(tmp_path):
    folder=tmp_path/"d"; folder.mkdir()
    probe=create_app(tmp_path/"x", testing=True); name=Path(probe.config["DATABASE"]).name
    shutil.copy("/tmp/w8data/old.db", folder/name)
    app=create_app(folder, testing=True)
    c=people.signed_in(app, people.ADA)
    for a in ["/", "/engagements/1","/engagements/1/assessment","/engagements/1/results","/engagements/1/capabilities","/engagements/2/scores.json","/engagements/1/blueprint.docx","/engagements/1/waves","/engagements/1/waves/1","/engagements/1/waves/1/seal","/engagements/1/waves/1/answers.csv","/engagements/1/export","/engagements/1/history","/engagements/1/waves/1/plan","/engagements/1/waves/1/preview"]:
        r=c.get(a); print("GOT", a, r.status_code, len(r.data), r.headers.get("Location"))
    r=c.post("/engagements/1/export", data={"csrf_token": people.csrf(c)}); print("GOT export", r.status_code, r.mimetype, len(r.data))
    if r.mimetype=="application/zip":
        r2=c.post("/engagements/import", data={"csrf_token": people.csrf(c),"file":(io.BytesIO(r.data),"e.zip")}, content_type="multipart/form-data"); print("GOT in", r2.status_code, r2.headers.get("Location"), re.sub(r"\s+"," ",re.sub(r"<[^>]+>"," ",r2.text))[:900] if r2.status_code!=303 else "")
    r=c.post("/engagements/2/waves/new", data={"csrf_token": people.csrf(c)}); print("GOT new", r.status_code, r.headers.get("Location"))
    if r.headers.get("Location"): print("GOT plan", c.get(r.headers["Location"]).status_code)
    r=c.get("/engagements/2/results"); print("GOT", r.status_code)
    db=connect(app.config["DATABASE"])
    for t in ("wave_launch","wave_closure","wave_seal","wave_import","questionnaire","participant","sheet_holder"): print("GOT", t, db.execute(f"select count(*) from {t}").fetchone()[0])
    print("GOT fk", list(db.query("pragma foreign_key_check")), db.execute("pragma integrity_check").fetchone(), db.execute("select distinct imported from sheet").fetchall())
    db.close(); app.extensions["connections"].close_here()
