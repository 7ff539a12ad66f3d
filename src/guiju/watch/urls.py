"""Addresses of lists, saved searches and watched documents."""

from django.urls import path

from guiju.watch import views

urlpatterns = [
    path("lists", views.lists, name="lists"),
    path("lists/changes", views.changes, name="lists_changes"),
    path("lists/new", views.new_list, name="new_list"),
]
