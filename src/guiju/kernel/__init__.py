"""Pure Python that knows no database and no web: identifiers, dates with precision, reasons, sheets."""
