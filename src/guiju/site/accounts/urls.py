"""Addresses of accounts and of the three administrations."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from guiju.site.accounts import overview

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", overview.account, name="account"),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
if settings.GUIJU_OIDC_ISSUER:
    urlpatterns += [
        path("account/issuer/", include("allauth.socialaccount.urls")),
        path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
