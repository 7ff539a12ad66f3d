"""Addresses of accounts and of the three administrations."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from guiju.site.accounts import installation, overview, people, tokens, trail

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", overview.account, name="account"),
    path("account/tokens", tokens.tokens, name="account_tokens"),
    path("account/tokens/<slug:prefix>", tokens.end_token, name="account_token_end"),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("administration/people", people.people, name="administration_people"),
    path("administration/people.<slug:kind>", people.export_people, name="administration_people_export"),
    path("administration/people/<uuid:key>", people.person, name="administration_person"),
    path("administration/installation", installation.installation, name="administration_installation"),
    path("administration/jobs/<str:key>", installation.take_up_job, name="administration_job"),
    path("audit", trail.trail, name="audit"),
    path("audit.<slug:kind>", trail.export_trail, name="audit_export"),
]
if settings.GUIJU_OIDC_ISSUER:
    urlpatterns += [
        path("account/issuer/", include("allauth.socialaccount.urls")),
        path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
