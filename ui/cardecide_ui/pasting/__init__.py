"""A pasted treatment history: what was read, and what could not be. Nothing is guessed."""
