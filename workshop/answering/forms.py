"""The forms of the open door."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The code that leads to a questionnaire."""

    code = StringField("Code", validators=[InputRequired("Enter the code, eight letters and digits.")])


class JoinForm(FlaskForm):  # type: ignore[misc]
    """The groups somebody belongs to; `once` keeps a form that is sent twice from counting twice."""

    once = HiddenField()
    function = SelectField("Your function")
    seniority = SelectField("Your seniority")
