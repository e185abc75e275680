"""Attrition: where the patients of a cohort are lost, trial by trial and label by label."""
