"""Numbers out of the files that platforms hand out themselves: looked at first, stored only when somebody says so."""
