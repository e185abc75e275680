"""The text editor of rules: a plain text edit that knows the rule language through the core."""
