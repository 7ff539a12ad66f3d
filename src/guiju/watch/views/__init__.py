"""Pages of what is under watch."""

from guiju.watch.views.documents import document, documents, export_document, export_documents
from guiju.watch.views.editing import (
    add,
    delete,
    follow,
    item,
    keep,
    move,
    remove,
    rename,
    restore,
    share,
    unshare,
)
from guiju.watch.views.overview import changes, export_lists, lists, new_list
from guiju.watch.views.printing import printed_list
from guiju.watch.views.searches import forget_search, new_search
from guiju.watch.views.showing import export_list, watch_list
from guiju.watch.views.watching import unwatch, watch

__all__ = [
    "add",
    "changes",
    "delete",
    "document",
    "documents",
    "export_document",
    "export_documents",
    "export_list",
    "export_lists",
    "follow",
    "forget_search",
    "item",
    "keep",
    "lists",
    "move",
    "new_list",
    "new_search",
    "printed_list",
    "remove",
    "rename",
    "restore",
    "share",
    "unshare",
    "unwatch",
    "watch",
    "watch_list",
]
