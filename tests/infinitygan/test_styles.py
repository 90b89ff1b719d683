import math
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from scene_strategies import styles

from infinitygan.styles import MAX_MIX_DEPTH, MixStyle, SeedStyle, Style, VectorStyle


@given(styles())
def test_equal_styles_hash_alike(style: Style) -> None:
    assert len({style, replace(style)}) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"z": ()}, "z must have 1 to 4096 numbers, not 0"),
        ({"z": (0.0,) * 4097}, "z must have 1 to 4096 numbers, not 4097"),
        ({"z": [1.0]}, "z must be a tuple of numbers"),
        ({"z": (0.0, float("nan"))}, "z[1] must be a finite number"),
        ({"z": (1e7,)}, "z[0] must be from -1000000 to 1000000"),
        ({"z": (1.0,), "w": (1.0,)}, "w[0] must be a tuple of numbers"),
        ({"z": (1.0,), "w": ((1.0,), (1.0, 2.0))}, "w must have vectors of one length"),
        ({"z": (1.0,), "w": ((1.0, True),)}, "w[0][1] must be a number, not True"),
        ({"z": (1.0,), "w": ((1.0,),) * 65}, "w must have at most 64 vectors"),
        ({"z": (1.0,), "name": 3}, "name must be text"),
    ],
)
def test_wrong_vector_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        VectorStyle(**arguments)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ((), "parts must be 1 to 64, not 0"),
        (((SeedStyle(0), 0.0),), "parts must have a weight above 0"),
        (((SeedStyle(0), -1.0),), "parts[0][1] must be from 0"),
        (((SeedStyle(0), 1.0), (1, 1.0)), "parts[1][0] must be a style"),
        (((SeedStyle(0),),), "parts[0] must be a pair"),
        ((SeedStyle(0),), "parts[0] must be a pair"),
        ([(SeedStyle(0), 1.0)], "parts must be a tuple"),
    ],
)
def test_wrong_mix_is_refused(parts: Any, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        MixStyle(parts)


def test_mix_nests_to_its_limit_and_no_deeper() -> None:
    style = MixStyle(((SeedStyle(0), 1.0),))
    for depth in range(2, MAX_MIX_DEPTH + 1):
        style = MixStyle(((style, 1.0), (SeedStyle(depth), 1.0)))
        assert style.depth == depth
    with pytest.raises(ValueError, match="nested at most 8 deep"):
        MixStyle(((style, 1.0),))


@given(styles().filter(lambda style: isinstance(style, MixStyle)))
def test_normalised_weights_sum_to_one(style: MixStyle) -> None:
    weights = [weight for _, weight in style.normalised_parts]
    assert math.isclose(sum(weights), 1.0)
    assert all(0 <= weight <= 1 for weight in weights)


def test_normalising_keeps_the_proportion_and_drops_what_weighs_nothing() -> None:
    first, second, third = SeedStyle(1), SeedStyle(2), SeedStyle(3)
    mix = MixStyle(((first, 1), (second, 0.0), (third, 3.0)))
    assert mix.normalised_parts == ((first, 0.25), (third, 0.75))


def test_tiny_weights_still_normalise() -> None:
    mix = MixStyle(((SeedStyle(1), 5e-324), (SeedStyle(2), 5e-324)))
    assert [weight for _, weight in mix.normalised_parts] == [0.5, 0.5]
