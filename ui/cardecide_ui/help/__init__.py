"""Help: the definition of what a field is about, opened at the right place."""
