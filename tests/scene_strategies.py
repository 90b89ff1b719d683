"""Hypothesis strategies that draw every kind of document value."""

import re

from hypothesis import strategies as st

from infinitygan.checks import MAX_LENGTH_PX, MAX_SEED, MAX_TEXT
from infinitygan.geometry import MAX_SIDE_PX, Point, Rect, Size
from infinitygan.scene import MATCH_PATTERN, Mood, PhotoPlacement, Reroll, Scene, StyleRegion
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
    Stroke,
)
from infinitygan.styles import MAX_LATENT, MixStyle, SeedStyle, Style, VectorStyle


def names() -> st.SearchStrategy[str]:
    """Draw one-line texts of any script."""
    writable = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
    return st.text(writable, max_size=MAX_TEXT)


def seeds() -> st.SearchStrategy[int]:
    return st.integers(0, MAX_SEED)


def fractions() -> st.SearchStrategy[float]:
    return st.floats(0, 1)


def positions(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[float]:
    """Draw coordinates; none so near to 0 that scaling it would lose bits."""
    return st.floats(-limit, limit).map(lambda value: value if abs(value) > 1e-9 else 0.0)


def lengths(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[float]:
    return st.floats(0, limit)


def extents(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[float]:
    return st.floats(1e-3, limit)


def points(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[Point]:
    return st.builds(Point, positions(limit), positions(limit))


def latents(length: int) -> st.SearchStrategy[tuple[float, ...]]:
    values = st.floats(-MAX_LATENT, MAX_LATENT)
    return st.lists(values, min_size=length, max_size=length).map(tuple)


def vector_styles() -> st.SearchStrategy[VectorStyle]:
    wide = st.lists(latents(3), max_size=4).map(tuple)
    return st.builds(VectorStyle, latents(2), wide, names())


def styles() -> st.SearchStrategy[Style]:
    simple = st.builds(SeedStyle, seeds(), names()) | vector_styles()
    return simple | mixes(simple) | mixes(simple | mixes(simple))


def mixes(parts: st.SearchStrategy[Style]) -> st.SearchStrategy[MixStyle]:
    weights = st.floats(0, MAX_LATENT)
    pairs = st.lists(st.tuples(parts, weights), min_size=1, max_size=3).map(tuple)
    positive = pairs.filter(lambda drawn: any(weight > 0 for _, weight in drawn))
    return st.builds(MixStyle, positive, names())


@st.composite
def strokes(draw: st.DrawFn, limit: float = MAX_LENGTH_PX) -> Stroke:
    path = tuple(draw(st.lists(points(limit), min_size=1, max_size=4)))
    exact = st.lists(fractions(), min_size=len(path), max_size=len(path))
    pressure = draw(st.just(()) | exact.map(tuple))
    return Stroke(path, draw(extents(limit)), draw(fractions()), draw(st.booleans()), pressure)


@st.composite
def linear_gradients(draw: st.DrawFn, limit: float = MAX_LENGTH_PX) -> LinearGradient:
    start = draw(points(limit))
    far = points(limit).filter(lambda stop: abs(stop.y - start.y) + abs(stop.x - start.x) > 1)
    return LinearGradient(start, draw(far))


def bounded_shapes(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[Shape]:
    """Draw the kinds that have bounds, with coordinates and lengths up to `limit`."""
    where, length = positions(limit), extents(limit)
    painted = st.lists(strokes(limit), min_size=1, max_size=3).map(tuple)
    return (
        st.builds(Rectangle, where, where, length, length)
        | st.builds(Ellipse, points(limit), length, length)
        | st.builds(Lasso, st.lists(points(limit), min_size=3, max_size=6).map(tuple))
        | st.builds(BrushStrokes, painted)
        | st.builds(RadialGradient, points(limit), length)
    )


def shapes(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[Shape]:
    return bounded_shapes(limit) | linear_gradients(limit) | st.builds(Everything)


@st.composite
def rects(draw: st.DrawFn) -> Rect:
    corner, extent = st.integers(-(2**20), 2**20), st.integers(1, 2**20)
    return Rect.at(draw(corner), draw(corner), draw(extent), draw(extent))


def regions(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[StyleRegion]:
    return st.builds(
        StyleRegion,
        styles(),
        shapes(limit),
        lengths(limit),
        fractions(),
        names(),
        st.booleans(),
        st.booleans(),
        st.lists(strokes(limit), max_size=2).map(tuple),
    )


def rerolls(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[Reroll]:
    maybe = st.none() | seeds()
    return st.builds(
        Reroll, shapes(limit), lengths(limit), maybe, maybe, st.booleans(), fractions()
    )


def moods(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[Mood]:
    return st.builds(Mood, shapes(limit), rects(), fractions(), lengths(limit), st.booleans())


def photos(limit: float = MAX_LENGTH_PX) -> st.SearchStrategy[PhotoPlacement]:
    where, length = positions(limit), extents(limit)
    match = st.none() | st.from_regex(re.compile(MATCH_PATTERN.pattern, re.ASCII), fullmatch=True)
    return st.builds(
        PhotoPlacement,
        st.binary(min_size=32, max_size=32).map(bytes.hex),
        where,
        where,
        length,
        length,
        lengths(limit),
        fractions(),
        match,
    )


def sizes(limit: int = MAX_SIDE_PX) -> st.SearchStrategy[Size]:
    return st.builds(Size, st.integers(1, limit), st.integers(1, limit))


def scenes(
    limit: float = MAX_LENGTH_PX, max_side_px: int = MAX_SIDE_PX
) -> st.SearchStrategy[Scene]:
    """Draw scenes whose shapes have coordinates and lengths up to `limit`."""
    return st.builds(
        Scene,
        canvas=sizes(max_side_px),
        layout_seed=seeds(),
        texture_seed=seeds(),
        style=styles(),
        variety=st.floats(0, 1.5),
        style_in_structure=st.floats(0, 1),
        scene_height_px=st.none() | st.integers(1, max_side_px),
        horizon=st.floats(-1, 1),
        wrap=st.booleans(),
        enlargement=st.none() | st.floats(1, 8),
        regions=st.lists(regions(limit), max_size=3).map(tuple),
        rerolls=st.lists(rerolls(limit), max_size=2).map(tuple),
        moods=st.lists(moods(limit), max_size=2).map(tuple),
        photos=st.lists(photos(limit), max_size=2).map(tuple),
        model=names(),
    )
