"""The person's tables: opening them, saying what their columns mean, and reading rows as cases."""
