"""``user``: accounts from the terminal, for the first administrator and for emergencies."""

import getpass
import sys
from typing import Any

import click
from django.utils.translation import gettext

from tamdan.cli.language import Group, option, spoken
from tamdan.cli.output import Failed, printed, readable, result
from tamdan.cli.ready import system
from tamdan.core.terminal import gettext_noop as _


@click.group(cls=Group, help=_("Accounts: list, add, give a new password, close."))
def user() -> None: ...


@user.command(name="list", help=_("Everybody who has an account, with what they are today."))
@printed(lambda found: readable(found["users"]))
def list_users() -> dict[str, Any]:
    with system():
        from tamdan.accounts.models import User  # noqa: PLC0415 needs Django's apps

        users = [
            {"email": one.email, "name": one.name, "may_sign_in": one.is_active, "roles": sorted(one.roles())}
            for one in User.objects.prefetch_related("memberships")
        ]
    return {"users": users}


@user.command(help=_("Make an account with a role in a body."))
@click.argument("email")
@option("--name", required=True, help=_("Name of the person."))
@option("--role", required=True, help=_("What the person does, such as administrator or secretariat."))
@option("--body", "body_code", help=_("Code of the body; without it the installation's own."))
@option("--password-stdin", is_flag=True, help=_("Read the password from standard input."))
@result
def add(email: str, name: str, role: str, body_code: str | None, password_stdin: bool) -> dict[str, Any]:
    with system():
        from tamdan.accounts.actions import add_user  # noqa: PLC0415 needs Django's apps

        made = add_user(
            email=email, name=name, role=role, body=body_of(body_code), password=read_password(password_stdin), by=None
        )
        return {"email": made.email, "role": role}


@user.command(help=_("Give somebody a new password."))
@click.argument("email")
@option("--password-stdin", is_flag=True, help=_("Read the password from standard input."))
@result
def password(email: str, password_stdin: bool) -> dict[str, Any]:
    with system():
        from tamdan.accounts.actions import set_password  # noqa: PLC0415 needs Django's apps

        set_password(user=user_of(email), password=read_password(password_stdin), by=None)
        return {"email": email}


@user.command(help=_("Close an account; what its person did stays on record."))
@click.argument("email")
@result
def close(email: str) -> dict[str, Any]:
    with system():
        from tamdan.accounts.actions import close_account  # noqa: PLC0415 needs Django's apps

        close_account(user=user_of(email), by=None)
        return {"email": email, "closed": True}


@user.command(
    name="reset-second-factor",
    help=_(
        "Remove passkeys, authenticator app and recovery codes of somebody who lost them, or of whom the key was lost."
    ),
)
@click.argument("email")
@result
def reset_factor(email: str) -> dict[str, Any]:
    with system():
        from tamdan.accounts.actions import reset_second_factor  # noqa: PLC0415 needs Django's apps

        reset_second_factor(user=user_of(email), by=None)
        return {"email": email}


def user_of(email: str) -> Any:
    from tamdan.accounts.models import User  # noqa: PLC0415 needs Django's apps

    found = User.objects.filter(email=email.lower()).first()
    if found is None:
        sentence = _("Nobody has an account with the address %(email)s. `tamdan user list` shows who has.")
        raise Failed(sentence, "no_such_user", email=email)
    return found


def body_of(code: str | None) -> Any:
    from tamdan.institutions.models import Body, Installation  # noqa: PLC0415 needs Django's apps

    if code is None:
        installation = Installation.objects.select_related("body").first()
        if installation is None:
            raise Failed(
                _("Nothing is set up yet: open the first-run page, or name a body with `--body`."), "not_set_up"
            )
        return installation.body
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise Failed(_("There is no body with the code %(name)s."), "no_such_body", name=code)
    return found


def read_password(from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\n") if from_stdin else _asked()


def _asked() -> str:
    with spoken():
        return getpass.getpass(gettext("New password:") + " ")
