"""Thousands are set apart as Chinese statistics print them; Django groups by ten thousands and shows no sign."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
