"""What the window knows, without any widget: the case, its history, its problems and its answer."""
