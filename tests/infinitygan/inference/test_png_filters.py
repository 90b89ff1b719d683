import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from infinitygan.inference.png_filters import _paeth, filter_rows


def reference_paeth(left: int, up: int, up_left: int) -> int:
    """Word by word as the PNG specification has it."""
    estimate = left + up - up_left
    to_left, to_up, to_up_left = (abs(estimate - value) for value in (left, up, up_left))
    if to_left <= to_up and to_left <= to_up_left:
        return left
    return up if to_up <= to_up_left else up_left


def reconstruct(filtered: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Undo the filters byte by byte."""
    rows = np.zeros((len(filtered), filtered.shape[1] - 1), np.uint8)
    for y, line in enumerate(filtered):
        up_row = rows[y - 1] if y else above
        for x, value in enumerate(line[1:]):
            left = int(rows[y, x - 3]) if x >= 3 else 0
            up, up_left = int(up_row[x]), int(up_row[x - 3]) if x >= 3 else 0
            predicted = (left, up, (left + up) // 2, reference_paeth(left, up, up_left))
            rows[y, x] = (int(value) + predicted[line[0] - 1]) % 256
    return rows


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_paeth_in_bytes_is_that_of_the_specification(left: int, up: int, up_left: int):
    one, other, third = (np.array([value], np.uint8) for value in (left, up, up_left))
    assert _paeth(one, other, third)[0] == reference_paeth(left, up, up_left)


@given(st.integers(1, 6), st.integers(1, 9), st.integers(0, 2**32 - 1), st.booleans())
def test_filtered_rows_can_be_reconstructed(height: int, width: int, seed: int, smooth: bool):
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, 6 if smooth else 256, (height, 3 * width), dtype=np.uint8)
    above = rng.integers(0, 256, 3 * width, dtype=np.uint8)
    assert np.array_equal(reconstruct(filter_rows(rows, above), above), rows)


def test_stripes_leave_nothing_behind():
    stripes = np.random.default_rng(1).integers(0, 256, 8, dtype=np.uint8)
    across = np.repeat(stripes[:, None], 24, axis=1)
    down = np.repeat(np.repeat(stripes, 3)[None], 8, axis=0)
    for rows in (across, down):
        filtered = filter_rows(rows, np.zeros(24, np.uint8))
        assert not filtered[1:, 4:].any()  # behind the filter and the first pixel
