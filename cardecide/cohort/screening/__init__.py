"""Screening: every row of a table under every pack, in blocks that can be stopped and taken up again."""
