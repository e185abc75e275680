"""What stands beside the editor: the pack as a table, its tests, and what the change does."""
