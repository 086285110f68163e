from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from tamdan.audit.urls import machine_urlpatterns as ledger_urlpatterns
from tamdan.clocks.urls import machine_urlpatterns as calendar_urlpatterns
from tamdan.portal.urls import machine_urlpatterns

handler400 = "tamdan.core.plain.bad_request"
handler500 = "tamdan.core.plain.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    *machine_urlpatterns,
    path("ledger/", include((ledger_urlpatterns, "ledger"))),
    path("", include((calendar_urlpatterns, "calendar"))),
    path("", include("tamdan.api.urls")),
    *i18n_patterns(
        path("", include("tamdan.portal.urls")),
        path("", include("tamdan.audit.urls")),
        path("", include("tamdan.accounts.urls_sign_in")),
        path("", include("tamdan.accounts.urls")),
        path("office/bodies/", include("tamdan.institutions.urls")),
        path("", include("tamdan.clocks.urls")),
        path("", include("tamdan.notices.urls")),
        path("", include("tamdan.search.urls")),
        path("", include("tamdan.taxonomy.urls")),
        path("", include("tamdan.places.urls")),
        path("imports/", include("tamdan.imports.urls")),
        path("", include("tamdan.recommendations.urls")),
    ),
]
