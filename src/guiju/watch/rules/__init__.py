"""The decisions of watching, pure: who may do what, what a standard's facts are, what is told and what is not."""
