"""Every address of the site."""

from django.urls import path
from django.views.i18n import set_language

from guiju.site import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("language", set_language, name="set_language"),
]
