"""Known latents lie over random ones, and a match belongs to the weights that it was made for."""

from dataclasses import replace

import pytest
import torch
from tiny_model import TINY, tiny_generator

from infinitygan.geometry import Rect
from infinitygan.inference.match import (
    FieldPatch,
    Match,
    fingerprint,
    fitted_part,
    match_config,
    overlaid,
    tuned,
    weight_changes,
)

WINDOW = Rect.at(0, 0, 4, 12)
ZEROS = torch.zeros(1, 4, 12)


def patch(left: int, value: float, width: int = 3, top: int = 1) -> FieldPatch:
    return FieldPatch(Rect.at(top, left, 2, width), torch.full((1, 2, width), value))


def test_values_lie_in_their_place_and_the_field_stays_as_it_is():
    made = overlaid(ZEROS, WINDOW, [patch(5, 1.0)])
    assert made[0, 1:3, 5:8].eq(1).all()
    assert made.sum() == 6
    assert ZEROS.sum() == 0


def test_first_patch_lies_on_top():
    made = overlaid(ZEROS, WINDOW, [patch(4, 1.0), patch(5, 2.0)])
    assert made[0, 1].tolist() == [0, 0, 0, 0, 1, 1, 1, 2, 0, 0, 0, 0]


def test_patch_is_cut_at_the_window():
    made = overlaid(ZEROS, WINDOW, [patch(-2, 1.0), patch(11, 2.0), patch(40, 3.0)])
    assert made[0, 1].tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize("left", [-6, 0, 6, 18])
def test_patch_repeats_with_the_field(left: int):
    made = overlaid(ZEROS, WINDOW, [patch(left, 1.0)], period=6)
    assert made[0, 1].tolist() == [1, 1, 1, 0, 0, 0] * 2


def test_fingerprint_tells_weights_apart():
    assert fingerprint(tiny_generator()) == fingerprint(tiny_generator())
    other = tiny_generator()
    with torch.no_grad():
        other.texture.layers[0].get_parameter("bias")[0] += 1e-3
    assert fingerprint(other) != fingerprint(tiny_generator())


def test_changes_are_those_weights_that_differ():
    original, changed = tiny_generator(), tiny_generator()
    assert weight_changes(original, changed) == {}
    with torch.no_grad():
        changed.texture.layers[1].get_parameter("bias").add_(0.25)
    changes = weight_changes(original, changed)
    assert list(changes) == ["texture.layers.1.bias"]
    assert changes["texture.layers.1.bias"].dtype == torch.float16
    match = Match(torch.zeros(8), (), fingerprint(original), changes)
    for name, weight in tuned(original, match).state_dict().items():
        assert torch.equal(weight, changed.state_dict()[name])


def test_match_without_changes_needs_no_copy():
    generator = tiny_generator()
    assert tuned(generator, Match(torch.zeros(8), (), fingerprint(generator), {})) is generator


def test_fine_levels_are_left_to_the_photo():
    fine = tiny_generator(replace(TINY, levels=6, texture_widths=(8, 6, 4, 4, 4, 4)))
    part = fitted_part(fine)
    assert part.config == match_config(fine.config)
    assert part.config.levels == 4
    assert fitted_part(part) is part
