"""The protocol OAI-PMH 2.0: what may be asked, how it is refused, how it is answered. No Django."""

from guiju.catalogue.rules.oai.asking import (
    FORMATS,
    Asked,
    OaiError,
    Span,
    format_stamp,
    identifier_of,
    key_in,
    read_arguments,
    read_span,
)

__all__ = [
    "FORMATS",
    "Asked",
    "OaiError",
    "Span",
    "format_stamp",
    "identifier_of",
    "key_in",
    "read_arguments",
    "read_span",
]
