"""Facts that the program computes: shown where they belong, explained, and overridable with a reason."""
