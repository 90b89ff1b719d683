"""New styles out of others, as the palette's sliders and dice ask for them; nothing heavy here."""

import math
from collections.abc import Iterator, Sequence

from infinitygan.styles import MAX_MIX_DEPTH, MAX_MIX_PARTS, MixStyle, SeedStyle, Style

A_LITTLE = 0.15
A_LOT = 0.45


def between(first: Style, second: Style, share: float) -> Style:
    """Mix two styles; share 0 is the first, 1 the second.

    Raises: ValueError: if the share is not from 0 to 1.
    """
    _check_share("share", share)
    return _mix((first, second), (1 - share, share))


def between_four(corners: Sequence[Style], down: float, right: float) -> Style:
    """Mix the styles at the corners of a pad by where a point on it lies.

    `corners` are top left, top right, bottom left, bottom right; `down` and `right` go from 0 to 1.

    Raises: ValueError: if there are not four corners, or the point lies off the pad.
    """
    if len(corners) != 4:
        raise ValueError(f"a pad has 4 corners, not {len(corners)}")
    _check_share("down", down)
    _check_share("right", right)
    weights = [y * x for y in (1 - down, down) for x in (1 - right, right)]
    return _mix(corners, weights)


def nudge(style: Style, amount: float, seed: int) -> Style:
    """Turn a style towards the one of a seed; 0 leaves it, 1 arrives there.

    Equal steps of the amount are equal turns, for the latents of seeds stand upright on each other.

    Raises: ValueError: if the amount is not from 0 to 1.
    """
    _check_share("amount", amount)
    angle = amount * math.pi / 2
    weights = (1.0, 0.0) if amount == 0 else (math.cos(angle), math.sin(angle))
    return _mix((style, SeedStyle(seed)), (0.0, 1.0) if amount == 1 else weights)


def _mix(styles: Sequence[Style], weights: Sequence[float]) -> Style:
    """Mix what has weight; one style alone stays itself, and equal styles count together."""
    total: dict[Style, float] = {}
    for style, weight in zip(styles, weights, strict=True):
        if weight > 0:
            part = _shallow(style)
            total[part] = total.get(part, 0.0) + weight
    return next(iter(total)) if len(total) == 1 else MixStyle(tuple(total.items()))


def _shallow(style: Style) -> Style:
    """Flatten a mix that is nested too deep to be mixed again.

    Its w, and so its look, stays as it is (but for the lightest of more parts than a mix may have);
    its z turns a little, for spherical means are not of one piece.
    """
    if not isinstance(style, MixStyle) or style.depth < MAX_MIX_DEPTH:
        return style
    total: dict[Style, float] = {}
    for leaf, weight in _leaves(style):
        total[leaf] = total.get(leaf, 0.0) + weight
    heaviest = sorted(total.items(), key=lambda part: -part[1])[:MAX_MIX_PARTS]
    return MixStyle(tuple(heaviest), style.name)


def _leaves(style: Style) -> Iterator[tuple[Style, float]]:
    """Yield what a mix is made of in the end, with weights that sum to 1."""
    if not isinstance(style, MixStyle):
        yield style, 1.0
        return
    for part, weight in style.normalised_parts:
        for leaf, share in _leaves(part):
            yield leaf, weight * share


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} must be from 0 to 1, not {value}")
