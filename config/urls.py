from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("account/", include("allauth.account.urls")),
        path("account/two-factor/", include("allauth.mfa.urls")),
        path("account/sessions/", include("allauth.usersessions.urls")),
    ),
]
