"""From photos to weights: data, losses, recipes, loop and metrics."""
