"""cardecide: BCMA CAR-T suitability in relapsed or refractory multiple myeloma, from sourced rules."""

__version__ = "0.1.0"
