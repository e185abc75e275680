"""Readable reference pages, in Markdown, of the packs and of the catalogue of facts."""

from cardecide.engine.pages.reference import reference_pages

__all__ = ["reference_pages"]
