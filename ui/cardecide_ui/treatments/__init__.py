"""The treatment history: its drawn timeline, its regimens taken apart, its questions, and pasting it."""
