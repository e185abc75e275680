"""Printing the report: its pages on the screen, on paper, and in a file."""
