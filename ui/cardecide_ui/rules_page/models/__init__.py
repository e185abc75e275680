"""View models of the rules page: no widgets."""
