"""Lists, saved searches and documents that an editor made for the organisation."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.watch.models import ListItem
from guiju.watch.rules.permissions import May, Owner
from guiju.watch.services.items import add_typed, remove_item
from guiju.watch.services.lists import create_list, share_list
from guiju.watch.services.searching import save_search
from tests.factories_people import Cast, given_person
from tests.roles.place import CURRENT, EARLIER, Place, Places, fixed
from tests.watch.given import asking, given_document

MINE = {"owner": "me"}


def places_of_watching(cast: Cast) -> Places:
    """Overviews, in which everybody finds their own; saved searches and documents."""
    owner, editor = Owner(organisation=cast.organisation.pk), asking(cast.editor)
    search = save_search(name="灯具", query="text=灯具", owner=owner, asking=editor)
    document = given_document(f"试验按 {EARLIER} 进行\n", owner=owner, user=cast.editor)
    handed_in = SimpleUploadedFile("spec.txt", f"检验按 {CURRENT} 进行\n".encode())
    return {
        "lists_export": fixed(kind="csv"),
        "new_list": Place(sent={"name": "研发二部", **MINE, "text": CURRENT}),
        "new_list (of the organisation)": Place(
            sent={"name": "研发二部", "owner": str(cast.organisation.uuid), "text": CURRENT}
        ),
        "new_search": Place(sent={"name": "灯具", **MINE, "query": "text=灯具"}),
        "forget_search": fixed(uuid=search.uuid),
        "documents": Place(sent={"upload": handed_in, **MINE}),
        "documents_export": fixed(kind="csv"),
        "document": fixed(uuid=document.uuid),
        "document_export": fixed(uuid=document.uuid, kind="csv"),
    }


def places_of_lists(cast: Cast) -> Places:
    """A list of the organisation with one item, another that was removed, and a share to somebody from outside."""
    editor = asking(cast.editor)
    made = create_list(name="研发一部", owner=Owner(organisation=cast.organisation.pk), asking=editor)
    add_typed(parent=made, text=f"{EARLIER}\n{CURRENT}", asking=editor)
    item = ListItem.objects.get(parent=made, standard_key=EARLIER)
    removed = ListItem.objects.get(parent=made, standard_key=CURRENT)
    remove_item(item=removed, asking=editor)
    guest = Owner(user=given_person("guest@example.org").pk)
    share = share_list(parent=made, to=guest, may=May.VIEW, asking=asking(cast.manager))
    key = {"uuid": made.uuid}
    on_list = Place({**key, "pk": item.pk})
    clicked = {"key": CURRENT, "list": str(made.uuid)}
    return {
        "list": Place(key),
        "list_export": Place({**key, "kind": "csv"}),
        "list_printed": Place(key),
        "list_add": Place(key, sent={"text": CURRENT}),
        "list_rename": Place(key, sent={"name": "研发部", "note": ""}),
        "list_delete": Place(key),
        "list_follow": Place(key, sent={"on": "yes"}),
        "list_share": Place(key, sent={"to": "guest@example.org", "may": "edit"}),
        "list_unshare": Place({**key, "pk": share.pk}),
        "list_item": Place(on_list.at, sent={"mode": "ask"}),
        "list_remove": on_list,
        "list_restore": Place({**key, "pk": removed.pk}),
        "list_move": Place(on_list.at, sent={"to": CURRENT}),
        "list_keep": on_list,
        "watch": Place(sent=clicked),
        "unwatch": Place(sent={**clicked, "key": EARLIER}),
    }
