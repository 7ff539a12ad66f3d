"""Addresses of the standards check."""

from django.urls import path

from guiju.checks import views

urlpatterns = [
    path("check", views.new_check, name="new_check"),
    path("checks", views.checks, name="checks"),
    path("checks.<slug:kind>", views.export_checks, name="checks_export"),
    path("check/example", views.example_check, name="example_check"),
    path("check/<slug:link>", views.check, name="check"),
    path("check/<slug:link>/columns", views.choose_columns, name="check_columns"),
    path("check/<slug:link>/progress", views.progress, name="check_progress"),
    path("check/<slug:link>/answered", views.annotated, name="check_annotated"),
    path("check/<slug:link>/unresolved.xlsx", views.unresolved, name="check_unresolved"),
    path("check/<slug:link>/completed", views.complete, name="check_complete"),
    path("check/<slug:link>/again", views.repeat, name="check_repeat"),
    path("check/<slug:link>/differences", views.differences, name="check_differences"),
    path("check/<slug:link>/differences.xlsx", views.differences_table, name="check_differences_table"),
    path("check/<slug:link>/report", views.new_report, name="check_report"),
    path("check/<slug:link>/delete", views.delete, name="check_delete"),
    path("report/<slug:link>", views.report, name="report"),
    path("report/<slug:link>/approve", views.approve, name="report_approve"),
    path("report/<slug:link>/approving", views.approving, name="report_approving"),
    path("report/<slug:link>/correct", views.correct, name="report_correct"),
    path("report/<slug:link>/remove", views.remove, name="report_remove"),
    path("report/<slug:link>/scan.svg", views.scan, name="report_scan"),
    path("report/<slug:link>/<slug:language>/<slug:kind>", views.report_file, name="report_file"),
    path("verify", views.verify_form, name="verify_form"),
    path("verify/<str:code>", views.verify, name="verify"),
    path("verify/<str:code>/result.jsonl", views.stored_result, name="verify_result"),
]
