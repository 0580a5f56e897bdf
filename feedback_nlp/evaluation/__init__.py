"""How well each theme is found."""
