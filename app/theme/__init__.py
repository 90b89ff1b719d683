"""Looks: palettes for light and dark, and icons that follow them."""
