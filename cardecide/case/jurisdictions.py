"""The jurisdictions that a case can name. Apart from the model, so that naming them costs no model."""

from typing import Final, Literal

Jurisdiction = Literal["US", "EU", "UK", "CH", "JP", "CN", "HK", "MO", "TR"]
JURISDICTIONS: Final[tuple[Jurisdiction, ...]] = ("US", "EU", "UK", "CH", "JP", "CN", "HK", "MO", "TR")
