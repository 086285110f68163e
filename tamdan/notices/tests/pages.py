"""Pages that walks over the whole system visit (tests/pages.py)."""

from django.urls import reverse

from tamdan.core.notices import Params, notify
from tamdan.notices.emails import stop_token
from tamdan.notices.enums import Mail
from tamdan.notices.models import Notice
from tests.cast import Cast
from tests.pages import Page, person

PARAMS: Params = {"title": {"en": "Reply to letter 7", "km": "ចម្លើយលិខិតលេខ៧"}, "days": 12}


def inbox(cast: Cast) -> str:
    user = person("secretary", cast)
    notify([user], "clocks.late", cast.ministry, PARAMS)
    notify([user], "clocks.near", cast.ministry, PARAMS)
    Notice.objects.filter(kind="clocks.near").mark_read()
    return reverse("notices:inbox") + "?show=all"


def failures(cast: Cast) -> str:
    inbox(cast)
    Notice.objects.filter(mail=Mail.WAITING).update(mail=Mail.FAILED, failure="no such mailbox", tries=1)
    return reverse("notices:failures")


PAGES = [
    Page("notices-inbox", inbox, who="secretary"),
    Page("notices-preferences", lambda _cast: reverse("notices:preferences"), who="secretary"),
    Page("notices-stop", lambda cast: reverse("notices:stop", args=[stop_token(person("secretary", cast))])),
    Page("notices-failures", failures, who="administrator"),
]
