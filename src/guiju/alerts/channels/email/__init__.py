"""E-mail: plain text and HTML, threads by subject, one click to end it."""
