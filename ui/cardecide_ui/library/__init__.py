"""The case library in the window: its page, saving and drafts, import and export, locking."""
