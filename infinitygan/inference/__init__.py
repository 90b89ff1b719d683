"""From a scene to pixels: rendering, compositing, inversion and files."""
