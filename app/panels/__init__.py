"""Panels: each reads the Scene and emits edits."""
