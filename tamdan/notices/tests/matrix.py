"""This room's rows of the permission matrix."""

from tamdan.core.notices import notify
from tamdan.notices.access import POSTMASTERS
from tamdan.notices.actions import read_all
from tamdan.notices.emails import stop_token
from tamdan.notices.enums import Mail
from tamdan.notices.models import Notice
from tests.matrix import EVERYBODY, SIGNED_IN, Row

ADMINISTRATORS = frozenset(POSTMASTERS)


def of_notice(user, _body):
    notify([user], "clocks.due", None, {"title": "Reply"})
    return {"pk": Notice.objects.latest("id").pk}


def of_read_all(user, body):
    of_notice(user, body)
    return {"pk": read_all(user).pk}


def of_failed_mail(user, body):
    found = of_notice(user, body)
    Notice.objects.filter(**found).update(mail=Mail.FAILED)
    return found


ROWS = [
    Row("notices:inbox", SIGNED_IN),
    Row("notices:read", SIGNED_IN, of_notice, post={}, status=302),
    Row("notices:read_all", SIGNED_IN, post={}, status=302),
    Row("notices:unread_again", SIGNED_IN, of_read_all, post={}, status=302),
    Row("notices:preferences", SIGNED_IN),
    Row("notices:stop", EVERYBODY, lambda user, _body: {"token": stop_token(user)}, EVERYBODY),
    Row("notices:failures", ADMINISTRATORS),
    Row("notices:try_again", ADMINISTRATORS, of_failed_mail, ADMINISTRATORS, post={}, status=302),
]
