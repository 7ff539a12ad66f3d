"""Reports of the standards check (查新报告): their words, their form, and the files made of them."""
