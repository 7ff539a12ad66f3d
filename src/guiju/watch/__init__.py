"""Lists, saved searches and documents that are kept under watch, and the facts they are told of (跟踪)."""
