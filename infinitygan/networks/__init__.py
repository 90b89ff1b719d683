"""The generator and its discriminators, as folds over declarative layer specs."""
