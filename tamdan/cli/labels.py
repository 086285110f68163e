"""What the parts of a result are called on the terminal; programs read their keys."""

from gettext import gettext

from tamdan.core.terminal import gettext_noop as _

LABELS = {
    "stopped": _("stopped"), "home": _("data folder"), "file": _("file"), "bytes": _("bytes"), "files": _("files"),
    "rows": _("rows"), "secrets": _("with the keys"), "was_current": _("up to date before"), "reference": _("reference data"),
    "postgresql": _("PostgreSQL"), "new": _("new"), "changed": _("changed"), "unchanged": _("unchanged"),
    "attached": _("attached"), "refused": _("refused"), "published": _("published"), "email": _("address"),
    "role": _("role"), "roles": _("roles"), "name": _("name"), "may_sign_in": _("may sign in"), "closed": _("closed"),
    "event": _("event"), "healthy": _("in order"), "state": _("State"), "bodies": _("bodies"), "people": _("people"),
    "recommendations": _("recommendations"), "password": _("password"),
    "captures": _("captures"), "articles": _("articles"), "quotations": _("statements"),
}  # fmt: skip


def label(key: str) -> str:
    """In the language of the terminal; a key without a name stays as it is."""
    return gettext(LABELS[key]) if key in LABELS else key
