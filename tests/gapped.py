"""Layouts with the same gap at every seam."""

from dataclasses import replace

from app.monitors import Gap, Layout, seams


def gapped(layout: Layout, mm: float) -> Layout:
    """Return the layout with one gap between all neighbours."""
    return replace(layout, gaps=tuple(Gap(a, b, mm) for a, b in seams(layout.monitors)))
