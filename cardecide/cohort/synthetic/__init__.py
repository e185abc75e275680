"""Made-up cohorts with published marginals, for demonstrations and measurements. No row is a person."""

from cardecide.cohort.synthetic.generate import MARK, synthetic_cohort, write_synthetic_cohort
from cardecide.cohort.synthetic.profile import Profile, profile, profile_names
from cardecide.cohort.synthetic.registry import synthetic_registry

__all__ = [
    "MARK",
    "Profile",
    "profile",
    "profile_names",
    "synthetic_cohort",
    "synthetic_registry",
    "write_synthetic_cohort",
]
