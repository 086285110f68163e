"""One base for everything that a rule refuses. Each app has its own subclass; the middleware shows them in one place."""

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Something that a rule refuses, with a full translated sentence that says what to do.

    ``code`` is stable for the API, ``status`` is the HTTP status, ``message`` may hold named placeholders filled by keywords,
    ``template`` is the page that shows it.
    """

    code = "refused"
    status = 400
    message = _("This cannot be done.")
    template = "refused.html"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)


class Conflict(DomainError):
    """Somebody else changed the record meanwhile; the page shows both texts."""

    code = "conflict"
    status = 409
    message = _("Somebody changed this record while you were writing. Compare the two texts, then save again.")
