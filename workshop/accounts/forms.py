"""The forms of accounts."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from workshop.accounts.passwords import fault
from workshop.people.cells import LONGEST_EMAIL, LONGEST_NAME, cleaned, fault_of_email, fault_of_name

ROLES = {
    "consultant": "Makes engagements, and sees those they are a member of.",
    "administrator": "Sees every engagement, and decides who has an account.",
}
"""The roles that an administrator gives, and what each may do; sponsors come in with their engagement."""

_ADDRESS = {"autocomplete": "username", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
_NEW = {"autocomplete": "new-password", "data-reveals": "the new password"}


def tidied(text: str | None) -> str:
    """Return what was typed with single blanks, and none around it."""
    return cleaned(text or "")


class _Readable:
    """Refuses what cannot be someone's name."""

    def __call__(self, _form: FlaskForm, field: Any) -> None:
        if said := fault_of_name(field.data):
            raise ValidationError(said)


class _Reachable:
    """Refuses what is no mail address."""

    def __call__(self, _form: FlaskForm, field: Any) -> None:
        if said := fault_of_email(field.data):
            raise ValidationError(said)


def _name_field(label: str = "Name") -> StringField:
    return StringField(
        label,
        filters=[tidied],
        validators=[_Readable()],
        render_kw={"autocomplete": "name", "maxlength": LONGEST_NAME},
    )


def _email_field(**attributes: str) -> EmailField:
    return EmailField(
        "Mail address",
        filters=[tidied],
        validators=[DataRequired("Give the mail address."), _Reachable()],
        render_kw={**_ADDRESS, **attributes},
    )


class SignInForm(FlaskForm):  # type: ignore[misc]
    """What is asked for at the door, and where its visitor wanted to go."""

    email = EmailField(
        "Mail address",
        filters=[tidied],
        validators=[
            DataRequired("Give the address of your account."),
            Length(max=LONGEST_EMAIL, message=f"An address has {LONGEST_EMAIL} characters or fewer."),
        ],
        render_kw=_ADDRESS,
    )
    password = PasswordField(
        "Password",
        validators=[DataRequired("Give your password.")],
        render_kw={"autocomplete": "current-password", "data-reveals": "the password"},
    )
    next = HiddenField()


class _Oneself:
    # Its fields stand first on the page, so they are made before those of the password.
    name = _name_field("Your name")
    email = _email_field()


class _Proof:
    current = PasswordField(
        "Current password",
        validators=[DataRequired("Give the password that you have now.")],
        render_kw={"autocomplete": "current-password", "data-reveals": "the current password"},
    )


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, typed twice; `known` are words about its owner that it must not rest on."""

    known: tuple[str, ...] = ()
    password = PasswordField("New password", validators=[DataRequired("Choose a password.")], render_kw=_NEW)
    again = PasswordField(
        "The same again",
        validators=[DataRequired("Type the password again.")],
        render_kw={**_NEW, "data-reveals": "the password typed again"},
    )

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that is too short, too long, or that many people choose."""
        if said := fault(field.data, *self.known):
            raise ValidationError(said)

    def validate_again(self, field: PasswordField) -> None:
        """Refuse a slip of the finger, which nobody can see."""
        if field.data != self.password.data:
            raise ValidationError("The two are not the same. Type both again.")


class SetUpForm(_Oneself, NewPasswordForm):
    """What the first administrator gives."""


class ChangePasswordForm(_Proof, NewPasswordForm):
    """A new password of someone who has one, and proves it."""


class NameForm(FlaskForm):  # type: ignore[misc]
    """How someone wants to be called."""

    name = _name_field()


class AccountForm(FlaskForm):  # type: ignore[misc]
    """Whom an administrator lets in."""

    name = _name_field()
    email = _email_field(autocomplete="off")
    role = RadioField(
        "Role",
        choices=[SelectChoice(role, role.capitalize()) for role in ROLES],
        default="consultant",
        validate_choice=False,
    )

    def validate_role(self, field: RadioField) -> None:
        """Refuse a role that is not among the choices."""
        if field.data not in ROLES:
            raise ValidationError("Choose what this person may do.")


class ForgottenForm(FlaskForm):  # type: ignore[misc]
    """Who has no password at hand."""

    email = _email_field()
