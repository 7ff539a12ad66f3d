"""Addresses of the organisations."""

from __future__ import annotations

from django.urls import path, register_converter

from guiju.organisations import views


class RowNumber:
    """A row's number as the store can hold it."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


register_converter(RowNumber, "row")

urlpatterns = [
    path("organisations", views.organisations, name="organisations"),
    path("organisations.<slug:kind>", views.export_organisations, name="organisations_export"),
    path("organisations/own", views.own, name="own_organisations"),
    path("organisations/new", views.new, name="organisation_new"),
    path("organisations/choose/<slug:tree>", views.picker, name="organisation_picker"),
    path("organisations/requests/<uuid:request_key>/withdraw", views.withdraw, name="join_withdraw"),
    path("organisations/<uuid:key>", views.organisation, name="organisation"),
    path("organisations/<uuid:key>/edit", views.edit, name="organisation_edit"),
    path("organisations/<uuid:key>/identity", views.identify, name="organisation_identity"),
    path("organisations/<uuid:key>/contacts", views.add_contact, name="organisation_contacts"),
    path("organisations/<uuid:key>/contacts/<row:number>/remove", views.remove_contact, name="contact_remove"),
    path("organisations/<uuid:key>/participations", views.add_participation, name="organisation_participations"),
    path(
        "organisations/<uuid:key>/participations/<row:number>/remove",
        views.remove_participation,
        name="participation_remove",
    ),
    path("organisations/<uuid:key>/join", views.join, name="organisation_join"),
    path("organisations/<uuid:key>/members", views.members, name="organisation_members"),
    path("organisations/<uuid:key>/members.<slug:kind>", views.export_members, name="organisation_members_export"),
    path("organisations/<uuid:key>/members/<row:number>/role", views.change_role, name="member_role"),
    path("organisations/<uuid:key>/members/<row:number>/remove", views.remove, name="member_remove"),
    path("organisations/<uuid:key>/invitations", views.invite, name="organisation_invite"),
    path("organisations/<uuid:key>/invitations/<row:number>/revoke", views.revoke, name="invitation_revoke"),
    path("organisations/<uuid:key>/requests/<uuid:request_key>", views.answer, name="request_answer"),
    path("organisations/<uuid:key>/domains", views.add_domain, name="organisation_domains"),
    path("organisations/<uuid:key>/domains/<row:number>/remove", views.remove_domain, name="domain_remove"),
    path("invitations/<str:secret>", views.invitation, name="invitation"),
    path("domains/<str:secret>", views.domain, name="domain"),
    path("officials/organisations", views.queue, name="officials_queue"),
    path("officials/claims.<slug:kind>", views.export_claims, name="claims_export"),
    path("officials/duplicates.<slug:kind>", views.export_alike, name="alike_export"),
    path("officials/claims/<uuid:request_key>", views.decide, name="claim_decide"),
    path("officials/merge/<uuid:key>/<uuid:other>", views.merge, name="organisations_merge"),
    path("officials/apart/<uuid:key>/<uuid:other>", views.apart, name="organisations_apart"),
    path("officials/merges/<row:number>/undo", views.undo, name="merge_undo"),
]
