"""The alignment pattern."""

import numpy as np
from gapped import gapped

from app.alignment_pattern import BRIGHT, alignment_pattern
from app.monitors import Layout, Monitor, crops
from infinitygan.geometry import Rect, Size

TWO = Layout(
    tuple(Monitor(f"DP-{i}", Size(540, 960), Rect.at(0, 960 * i, 540, 960)) for i in range(2))
)


def test_the_pattern_covers_the_canvas_with_its_gaps():
    layout = gapped(TWO, 20)
    picture = alignment_pattern(layout)
    assert (picture.height, picture.width) == (layout.canvas.height, layout.canvas.width)
    assert picture.width > 1920


def test_lines_run_on_across_the_gap():
    layout = gapped(TWO, 20)
    pixels = np.asarray(alignment_pattern(layout))
    row = pixels[layout.canvas.height // 3]
    (_, left), (_, right) = crops(layout)
    for part in (left, right):
        middle = row[part.columns.start + 40 : part.columns.stop - 40]
        assert (middle == BRIGHT).all(axis=-1).mean() > 0.8
