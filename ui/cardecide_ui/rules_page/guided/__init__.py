"""Changing values without YAML."""
