"""The forms of accounts."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired


class SignInForm(FlaskForm):  # type: ignore[misc]
    """What is asked for at the door."""

    email = StringField("Mail address", validators=[DataRequired("Give the address of your account.")])
    password = PasswordField("Password", validators=[DataRequired("Give your password.")])
