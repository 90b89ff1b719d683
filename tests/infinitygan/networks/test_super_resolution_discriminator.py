"""The discriminator of super-resolution: its heads, and what each of them looks at."""

import torch

from infinitygan.networks.super_resolution_discriminator import SuperResolutionDiscriminator

CHANNELS = {2: 16, 4: 24, 8: 32}


def inputs() -> tuple[torch.Tensor, torch.Tensor, dict[int, torch.Tensor]]:
    random = torch.Generator().manual_seed(0)
    rgb, smooth = torch.rand(2, 2, 3, 72, 72, generator=random)
    features = {
        stride: torch.rand(2, channels, 72 // stride, 72 // stride, generator=random)
        for stride, channels in CHANNELS.items()
    }
    return rgb, smooth, features


def test_every_head_judges_positions():
    logits = SuperResolutionDiscriminator(CHANNELS)(*inputs())
    sides = (12, 16, 7, 7)  # of 72 px, 36, 18 and 9, by hand
    assert [tuple(logit.shape) for logit in logits] == [(2, side**2) for side in sides]


def test_the_smooth_enlargement_is_a_condition_of_the_pixels_alone():
    judge = SuperResolutionDiscriminator(CHANNELS).eval()
    rgb, smooth, features = inputs()
    pixels, *heads = judge(rgb, smooth, features)
    other_pixels, *other_heads = judge(rgb, smooth.flip(-1), features)
    assert not torch.equal(pixels, other_pixels)
    for one, other in zip(heads, other_heads, strict=True):
        assert torch.equal(one, other)


def test_no_border_of_a_patch_is_seen():
    """Of a flat picture all positions are judged alike, as they are not beside zeros."""
    judge = SuperResolutionDiscriminator(CHANNELS).eval()
    flat = torch.full((1, 3, 72, 72), 0.5)
    pixels = judge(flat, flat, inputs()[2])[0]
    torch.testing.assert_close(pixels, pixels[:, :1].expand_as(pixels))
