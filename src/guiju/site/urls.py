"""Every address of the site."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.i18n import set_language

from guiju.site import views
from guiju.site.api import api
from guiju.site.api.index import index as api_index
from guiju.site.api.reference import reference
from guiju.site.sitemaps import SITEMAPS

urlpatterns = [
    path("api/v1/", api_index),
    path("api/v1/", api.urls),  # first: programs ask more often than people
    path("", views.home, name="home"),
    path("about", views.about, name="about"),
    path("api", reference, name="api_reference"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("guiju.catalogue.urls")),
    path("", include("guiju.checks.urls")),
    path("", include("guiju.organisations.urls")),
    path("", include("guiju.alerts.urls")),
    path("", include("guiju.site.accounts.urls")),
    path("", include("guiju.alerts.channels.urls")),
    path("", include("guiju.watch.urls")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("language", set_language, name="set_language"),
]

handler400 = "guiju.site.views.bad_request"
handler500 = "guiju.site.views.server_error"
