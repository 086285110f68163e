from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from tamdan.audit.urls import machine_urlpatterns as ledger_urlpatterns
from tamdan.clocks.urls import machine_urlpatterns as calendar_urlpatterns
from tamdan.core.urls import machine_urlpatterns as core_urlpatterns
from tamdan.intake.urls import machine_urlpatterns as letter_urlpatterns
from tamdan.intake.urls_pages import machine_urlpatterns as complaint_urlpatterns
from tamdan.portal.urls import machine_urlpatterns
from tamdan.sealing.urls import machine_urlpatterns as keyring_urlpatterns
from tamdan.vault.urls import machine_urlpatterns as upload_urlpatterns

handler400 = "tamdan.core.plain.bad_request"
handler500 = "tamdan.core.plain.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    *machine_urlpatterns,
    path("ledger/", include((ledger_urlpatterns, "ledger"))),
    path("", include((calendar_urlpatterns, "calendar"))),
    path("", include((keyring_urlpatterns, "keyring"))),
    path("", include("tamdan.api.urls")),
    *core_urlpatterns,
    *upload_urlpatterns,
    *letter_urlpatterns,
    *complaint_urlpatterns,
    *i18n_patterns(
        path("", include("tamdan.portal.urls")),
        path("", include("tamdan.audit.urls")),
        path("", include("tamdan.accounts.urls_sign_in")),
        path("", include("tamdan.accounts.urls")),
        path("office/bodies/", include("tamdan.institutions.urls")),
        path("", include("tamdan.clocks.urls")),
        path("", include("tamdan.notices.urls")),
        path("", include("tamdan.vault.urls")),
        path("", include("tamdan.sealing.urls")),
        path("", include("tamdan.search.urls")),
        path("", include("tamdan.taxonomy.urls")),
        path("", include("tamdan.places.urls")),
        path("imports/", include("tamdan.imports.urls")),
        path("", include("tamdan.recommendations.urls")),
        path("office/press/", include("tamdan.press.urls")),
        path("", include("tamdan.press.urls_public")),
        path("office/letters/", include("tamdan.grievances.urls")),
        path("office/calls/", include("tamdan.intake.urls_calls")),
        path("office/prompts/", include("tamdan.intake.urls_prompts")),
        path("", include("tamdan.intake.urls_pages")),
    ),
]
