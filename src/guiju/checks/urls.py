"""Addresses of the standards check."""

from django.urls import path

from guiju.checks import views

urlpatterns = [
    path("check", views.new_check, name="new_check"),
    path("check/example", views.example_check, name="example_check"),
    path("check/<slug:link>", views.check, name="check"),
    path("check/<slug:link>/columns", views.choose_columns, name="check_columns"),
    path("check/<slug:link>/progress", views.progress, name="check_progress"),
    path("check/<slug:link>/answered", views.annotated, name="check_annotated"),
    path("check/<slug:link>/unresolved.xlsx", views.unresolved, name="check_unresolved"),
    path("check/<slug:link>/delete", views.delete, name="check_delete"),
]
