"""Roles, duties and administrations in words."""

from __future__ import annotations

from django import template
from django.utils import timezone

from guiju.models import ApiToken
from guiju.site.accounts.forms import ADMINISTRATIONS, DUTIES, ROLES

register = template.Library()


@register.filter
def role_word(role: str) -> str:
    """A role in an organisation."""
    return str(ROLES[role])


@register.filter
def duty_word(duty: str) -> str:
    """A duty of an official."""
    return str(DUTIES[duty])


@register.filter
def administration_word(administration: str) -> str:
    """One of the three administrations."""
    return str(ADMINISTRATIONS[administration])


@register.filter
def is_expired(token: ApiToken) -> bool:
    """Whether a token's time is over."""
    return token.expires_at is not None and token.expires_at <= timezone.now()
