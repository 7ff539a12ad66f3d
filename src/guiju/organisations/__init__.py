"""Who: enterprises, authorities, associations, laboratories; their people, roles and tokens."""
