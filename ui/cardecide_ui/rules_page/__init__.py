"""The page on which rule packs are read, changed, tried and put in force."""
