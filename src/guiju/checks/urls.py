"""Addresses of the standards check."""

from django.urls import path

from guiju.checks import views

urlpatterns = [
    path("check", views.new_check, name="new_check"),
    path("check/example", views.example_check, name="example_check"),
    path("check/<str:link>", views.check, name="check"),
    path("check/<str:link>/columns", views.choose_columns, name="check_columns"),
    path("check/<str:link>/progress", views.progress, name="check_progress"),
    path("check/<str:link>/answered", views.annotated, name="check_annotated"),
    path("check/<str:link>/unresolved.xlsx", views.unresolved, name="check_unresolved"),
    path("check/<str:link>/delete", views.delete, name="check_delete"),
]
