"""The canvas: shows the picture in tiles, and turns the mouse into gestures."""
