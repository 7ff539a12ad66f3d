"""From files to rows the catalogue takes in; one module a shape of file."""
