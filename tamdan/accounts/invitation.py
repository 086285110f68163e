"""The link by which a new person, or one who forgot, chooses a password: once, within three days."""

from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from tamdan.accounts.models import User
from tamdan.institutions.models import Installation


def link_for(user: User, request: HttpRequest) -> str:
    """The address, in the person's language. It stops working once used, after three days, or when another is used."""
    with override(user.language):
        arguments = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=arguments))


def send_link(user: User, request: HttpRequest) -> str:
    """Mail the link to the person. Empty when it was sent; the link itself when the mail server did not take it."""
    link = link_for(user, request)
    with override(user.language):
        context = {"user": user, "link": link, "installation": Installation.current()}
        subject = " ".join(render_to_string("accounts/email/invitation_subject.txt", context).split())
        text = render_to_string("accounts/email/invitation_message.txt", context)
    try:
        EmailMessage(subject, text, get_adapter().get_from_email(), [user.email]).send()
    except (OSError, SMTPException):
        return link
    return ""
