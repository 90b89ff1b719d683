"""A match comes back from its file as it was, and a file that is none is told."""

import json

import pytest
import torch
from safetensors.torch import save
from tiny_model import TINY

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Rect, Size
from infinitygan.inference.fitted_latents import kept
from infinitygan.inference.inversion import MatchSettings
from infinitygan.inference.match import FieldPatch, Match, MatchedPhoto
from infinitygan.inference.match_file import (
    FORMAT,
    MatchFileError,
    match_from_bytes,
    match_id,
    match_to_bytes,
)
from infinitygan.scene import PhotoPlacement, Scene


def drawn(*shape: int) -> torch.Tensor:
    return kept(torch.randn(*shape, generator=torch.Generator().manual_seed(len(shape))))


def photo(left: int) -> MatchedPhoto:
    cells = FieldPatch(Rect.at(-1, left, 3, 5), drawn(4, 3, 5))
    return MatchedPhoto(Rect.at(-7, left * 8, 24, 40), drawn(6, 8), cells, drawn(36, 5))


MATCH = Match(drawn(8), (photo(2), photo(-9)), "0123456789abcdef", {"a.weight": drawn(3, 2).half()})


def test_everything_comes_back():
    again = match_from_bytes(match_to_bytes(MATCH))
    assert again.model == MATCH.model
    assert torch.equal(again.z, MATCH.z)
    assert again.z.dtype == torch.float32
    assert torch.equal(again.weight_changes["a.weight"], MATCH.weight_changes["a.weight"])
    for ours, theirs in zip(again.photos, MATCH.photos, strict=True):
        assert ours.area_px == theirs.area_px
        assert ours.local_latents.rect == theirs.local_latents.rect
        assert torch.equal(ours.local_latents.values, theirs.local_latents.values)
        assert torch.equal(ours.w, theirs.w)
        assert torch.equal(ours.looks, theirs.looks)


def test_same_match_is_the_same_bytes():
    assert match_to_bytes(match_from_bytes(match_to_bytes(MATCH))) == match_to_bytes(MATCH)


def written(about: object, **tensors: torch.Tensor) -> bytes:
    return save({"z": drawn(8), **tensors}, {"match": json.dumps(about)})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cut off"),
        (match_to_bytes(MATCH)[:-9], "damaged"),
        (written({"format": FORMAT, "photos": []}), "damaged"),  # no model
        (written({"format": "one", "model": "m", "photos": []}), "damaged"),
        (written({"format": FORMAT, "model": "m", "photos": [{"cells": [0, 1]}]}), "damaged"),
        (written([]), "damaged"),
        (save({"z": drawn(8)}), "damaged"),
        (written({"format": FORMAT + 1, "model": "m", "photos": []}), "newer version"),
    ],
)
def test_what_is_no_match_is_told_with_a_remedy(data: bytes, reason: str):
    with pytest.raises(MatchFileError, match=f"{reason}.*match the photo again"):
        match_from_bytes(data)


def test_latents_that_do_not_fill_their_cells_are_refused():
    entry = {"area_px": [0, 8, 0, 8], "cells": [0, 3, 0, 6]}
    tensors = {"0/w": drawn(6, 8), "0/local_latents": drawn(4, 3, 5), "0/looks": drawn(36, 5)}
    about = {"format": FORMAT, "model": "m", "photos": [entry]}
    with pytest.raises(MatchFileError, match="damaged"):
        match_from_bytes(written(about, **tensors))


def test_name_is_good_for_a_scene():
    placement = PhotoPlacement("0" * 64, 0, 0, 40, 60)
    scene = Scene(Size(40, 120), photos=(placement,))
    name = match_id(scene, ModelInfo("tiny", TINY), MatchSettings())
    assert len(name) == 40
    assert PhotoPlacement("0" * 64, 0, 0, 40, 60, match=f"{name}-120").match == f"{name}-120"
