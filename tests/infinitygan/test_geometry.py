from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infinitygan.geometry import MAX_SIDE_PX, Point, Rect, Size, Span

FAR = 10**12
ends = st.integers(-FAR, FAR)
near = st.integers(-60, 60)
lengths = st.integers(1, 50)


@st.composite
def spans(draw: st.DrawFn, positions: st.SearchStrategy[int] = near) -> Span:
    return Span(*sorted((draw(positions), draw(positions))))


@st.composite
def rects(draw: st.DrawFn) -> Rect:
    return Rect(draw(spans()), draw(spans()))


def integers(span: Span) -> set[int]:
    return set(range(span.start, span.stop))


def pixels(rect: Rect) -> set[tuple[int, int]]:
    return {(row, column) for row in integers(rect.rows) for column in integers(rect.columns)}


# Span


@given(start=ends, missing=st.integers(1, FAR))
def test_span_cannot_end_before_it_starts(start: int, missing: int):
    with pytest.raises(ValueError, match=str(start)):
        Span(start, start - missing)


@given(span=spans())
def test_span_length_counts_its_integers(span: Span):
    assert span.length == len(integers(span))


@given(span=spans(ends), by=ends)
def test_shift_keeps_length_and_can_be_undone(span: Span, by: int):
    assert span.shifted(by).length == span.length
    assert span.shifted(by).start == span.start + by
    assert span.shifted(by).shifted(-by) == span


@given(span=spans(ends), by=st.integers(0, FAR))
def test_growth_adds_the_same_at_both_ends(span: Span, by: int):
    grown = span.grown(by)
    assert (span.start - grown.start, grown.stop - span.stop) == (by, by)
    assert grown.grown(-by) == span


def test_span_cannot_shrink_below_nothing():
    with pytest.raises(ValueError, match="cannot end"):
        Span(0, 3).grown(-2)


@given(a=spans(), b=spans())
def test_span_intersection_holds_the_common_integers(a: Span, b: Span):
    assert integers(a.intersection(b)) == integers(a) & integers(b)
    assert a.intersection(b).length == b.intersection(a).length


@given(a=spans(), b=spans())
def test_span_contains_exactly_its_subsets(a: Span, b: Span):
    assume(b.length)
    assert a.contains(b) == (integers(b) <= integers(a))


@given(whole=spans(), part=spans())
def test_span_slice_cuts_the_same_integers(whole: Span, part: Span):
    assume(whole.contains(part))
    values = list(range(whole.start, whole.stop))
    assert values[part.slice_of(whole)] == list(range(part.start, part.stop))


@given(whole=spans(), part=spans())
def test_span_slice_refuses_what_lies_outside(whole: Span, part: Span):
    assume(not whole.contains(part))
    with pytest.raises(ValueError, match="does not lie within"):
        part.slice_of(whole)


@given(span=spans(), length=lengths)
def test_pieces_join_to_the_span(span: Span, length: int):
    pieces = list(span.pieces(length))
    assert [i for piece in pieces for i in range(piece.start, piece.stop)] == sorted(integers(span))
    assert all(0 < piece.length <= length for piece in pieces)


@given(span=spans(ends), length=st.integers(FAR // 50, FAR))
def test_pieces_are_cut_only_at_multiples(span: Span, length: int):
    for piece in list(span.pieces(length))[1:]:
        assert piece.start % length == 0


@given(span=spans(), by=near, length=lengths)
def test_pieces_of_two_windows_lie_on_one_grid(span: Span, by: int, length: int):
    cuts = {piece.start for piece in span.pieces(length)} - {span.start}
    moved = span.shifted(by)
    moved_cuts = {piece.start for piece in moved.pieces(length)} - {moved.start}
    inner = integers(span.intersection(moved)) - {span.start, moved.start}
    assert cuts & inner == moved_cuts & inner


def test_spans_order_by_their_start():
    assert sorted([Span(3, 4), Span(-2, 9), Span(-2, 0)]) == [Span(-2, 0), Span(-2, 9), Span(3, 4)]


# Size


@given(height=st.integers(1, MAX_SIDE_PX), width=st.integers(1, MAX_SIDE_PX))
def test_size_reads_what_it_writes(height: int, width: int):
    size = Size(height, width)
    assert Size.parse(str(size)) == size
    assert size.pixels == height * width


@pytest.mark.parametrize("text", ["3840x2160", "3840X2160", " 3840 × 2160 "])
def test_size_is_written_width_first(text: str):
    assert Size.parse(text) == Size(height=2160, width=3840)


@pytest.mark.parametrize("text", ["", "3840", "3840x", "-1x5", "3.5x4", "1x2x3", "axb", "10x10px"])
def test_other_forms_are_no_size(text: str):
    with pytest.raises(ValueError, match="write WIDTHxHEIGHT"):
        Size.parse(text)


@given(text=st.text())
def test_any_text_is_a_size_or_a_value_error(text: str):
    try:
        size = Size.parse(text)
    except ValueError:
        return
    assert Size.parse(str(size)) == size


@pytest.mark.parametrize(("height", "width"), [(0, 1), (1, 0), (-1, 1), (1, -5)])
def test_a_size_is_at_least_one_pixel(height: int, width: int):
    with pytest.raises(ValueError, match="at least 1x1"):
        Size(height, width)


@pytest.mark.parametrize(("height", "width"), [(MAX_SIDE_PX + 1, 1), (1, MAX_SIDE_PX + 1)])
def test_a_side_has_a_limit(height: int, width: int):
    with pytest.raises(ValueError, match=str(MAX_SIDE_PX)):
        Size(height, width)


def test_size_rect_starts_at_the_origin():
    assert Size(height=2, width=5).rect == Rect(Span(0, 2), Span(0, 5))


# Rect


@given(top=ends, left=ends, height=lengths, width=lengths)
def test_rect_lies_at_its_corner(top: int, left: int, height: int, width: int):
    rect = Rect.at(top, left, height, width)
    assert (rect.rows.start, rect.columns.start) == (top, left)
    assert (rect.height, rect.width) == (height, width)


@given(rect=rects())
def test_rect_is_empty_when_it_holds_no_pixel(rect: Rect):
    assert rect.is_empty == (not pixels(rect))


@given(rect=rects(), down=near, right=near)
def test_rect_moves_by_rows_and_columns(rect: Rect, down: int, right: int):
    moved = rect.shifted(down, right)
    assert (moved.rows, moved.columns) == (rect.rows.shifted(down), rect.columns.shifted(right))


@given(rect=rects(), by=st.integers(0, 9))
def test_rect_grows_on_all_sides(rect: Rect, by: int):
    grown = rect.grown(by)
    assert (grown.height, grown.width) == (rect.height + 2 * by, rect.width + 2 * by)
    assert grown.contains(rect)


@given(a=rects(), b=rects())
def test_rect_intersection_holds_the_common_pixels(a: Rect, b: Rect):
    assert pixels(a.intersection(b)) == pixels(a) & pixels(b)


@given(a=rects(), b=rects())
def test_union_is_the_smallest_rect_over_both(a: Rect, b: Rect):
    union = a.union(b)
    assert union.contains(a)
    assert union.contains(b)
    assert union.rows.start in {a.rows.start, b.rows.start}
    assert union.rows.stop in {a.rows.stop, b.rows.stop}
    assert union.columns.start in {a.columns.start, b.columns.start}
    assert union.columns.stop in {a.columns.stop, b.columns.stop}


@given(a=rects(), b=rects())
def test_rect_contains_exactly_its_subsets(a: Rect, b: Rect):
    assume(not b.is_empty)
    assert a.contains(b) == (pixels(b) <= pixels(a))


@given(whole=rects(), part=rects())
def test_rect_slices_cut_rows_then_columns(whole: Rect, part: Rect):
    assume(whole.contains(part))
    rows, columns = part.slices_of(whole)
    assert rows == part.rows.slice_of(whole.rows)
    assert columns == part.columns.slice_of(whole.columns)


@given(rect=rects(), height=lengths, width=lengths)
def test_tiles_cover_each_pixel_once(rect: Rect, height: int, width: int):
    assume(not rect.is_empty)
    tiles = list(rect.tiles(height, width))
    assert sum(tile.height * tile.width for tile in tiles) == rect.height * rect.width
    assert all(rect.contains(tile) and not tile.is_empty for tile in tiles)
    assert all(a.intersection(b).is_empty for a, b in pairwise(tiles))
    assert set().union(*map(pixels, tiles)) == pixels(rect)


@given(rect=rects(), height=lengths, width=lengths)
def test_tiles_come_row_by_row(rect: Rect, height: int, width: int):
    corners = [(tile.rows.start, tile.columns.start) for tile in rect.tiles(height, width)]
    assert corners == sorted(corners)


def test_a_point_is_y_then_x():
    assert Point(1.5, 2.5) == Point(y=1.5, x=2.5)
