"""The standards check (标准查新): a dirty list in, what holds today out."""
