"""Two texts side by side, and the questions that need them."""
