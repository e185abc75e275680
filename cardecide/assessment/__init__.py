"""What the findings mean: permission, evidence, safety, suitability, and what is missing."""

from cardecide.assessment.assess import assess
from cardecide.assessment.result import Result

__all__ = ["Result", "assess"]
