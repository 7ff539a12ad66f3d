"""Addresses of lists, saved searches and watched documents."""

from django.urls import path

from guiju.watch import views

urlpatterns = [
    path("lists", views.lists, name="lists"),
    path("lists.<slug:kind>", views.export_lists, name="lists_export"),
    path("lists/changes", views.changes, name="lists_changes"),
    path("lists/new", views.new_list, name="new_list"),
    path("lists/watch", views.watch, name="watch"),
    path("lists/unwatch", views.unwatch, name="unwatch"),
    path("lists/searches/new", views.new_search, name="new_search"),
    path("lists/searches/<uuid:uuid>/forget", views.forget_search, name="forget_search"),
    path("lists/<uuid:uuid>", views.watch_list, name="list"),
    path("lists/<uuid:uuid>/items.<slug:kind>", views.export_list, name="list_export"),
    path("lists/<uuid:uuid>/valid.pdf", views.printed_list, name="list_printed"),
    path("lists/<uuid:uuid>/add", views.add, name="list_add"),
    path("lists/<uuid:uuid>/rename", views.rename, name="list_rename"),
    path("lists/<uuid:uuid>/delete", views.delete, name="list_delete"),
    path("lists/<uuid:uuid>/follow", views.follow, name="list_follow"),
    path("lists/<uuid:uuid>/share", views.share, name="list_share"),
    path("lists/<uuid:uuid>/share/<int:pk>/end", views.unshare, name="list_unshare"),
    path("lists/<uuid:uuid>/items/<int:pk>", views.item, name="list_item"),
    path("lists/<uuid:uuid>/items/<int:pk>/remove", views.remove, name="list_remove"),
    path("lists/<uuid:uuid>/items/<int:pk>/restore", views.restore, name="list_restore"),
    path("lists/<uuid:uuid>/items/<int:pk>/move", views.move, name="list_move"),
    path("lists/<uuid:uuid>/items/<int:pk>/keep", views.keep, name="list_keep"),
    path("documents", views.documents, name="documents"),
    path("documents.<slug:kind>", views.export_documents, name="documents_export"),
    path("documents/<uuid:uuid>", views.document, name="document"),
    path("documents/<uuid:uuid>/references.<slug:kind>", views.export_document, name="document_export"),
]
