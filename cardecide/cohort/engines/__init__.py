"""Engines for whole cohorts: the rules' conditions over columns of facts, many patients at a time."""
