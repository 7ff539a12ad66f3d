"""Pure decisions of the organisations: names, codes, roles, who may do what."""
