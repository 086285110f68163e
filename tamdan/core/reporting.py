"""What an error report may hold: never a body, a file, a cookie or a variable of the code, because letters pass through here."""

from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter


class NothingSent(SafeExceptionReporterFilter):
    """Keeps what was posted, cookies and headers out of every report."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_cleansed_multivaluedict(self, request: HttpRequest, multivaluedict: Any) -> Any:
        return type(multivaluedict)()

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        return {}.items()


class WithoutBodies(ExceptionReporter):
    """The traceback with its lines of code and nothing of what they worked on."""

    def __init__(
        self,
        request: HttpRequest | None,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
        is_email: bool = False,
    ) -> None:
        super().__init__(request, exc_type, exc_value, tb, is_email)
        self.filter = NothingSent()

    def get_traceback_data(self) -> dict[str, Any]:
        found = super().get_traceback_data()
        return {**found, "request": None, "filtered_POST_items": [], "request_COOKIES_items": [], "user_str": ""}
