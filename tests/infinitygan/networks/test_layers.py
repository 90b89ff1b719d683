"""The modulated convolution against its definitions, and the resampling of pictures."""

import math

import pytest
import torch
from torch.nn import functional as F

from infinitygan.networks.layers import (
    GAIN,
    EqualLinear,
    ModulatedConv,
    StyleBlend,
    ToRGB,
    activate,
    blur,
    downsample_rgb,
    pixel_norm,
    upsample_rgb,
)


@pytest.fixture(autouse=True)
def _seeded():
    torch.manual_seed(3)


def weight_modulated(conv: ModulatedConv, x: torch.Tensor, style: torch.Tensor) -> torch.Tensor:
    """Convolve one picture as StyleGAN2 states it: with a kernel of its own."""
    s = conv.affine(style)[:, :, None, None]
    kernel = conv.weight * conv.scale * s
    kernel = kernel / (kernel.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
    return conv.convolve(x, kernel) * GAIN


@pytest.mark.parametrize("upsample", [False, True])
def test_scaling_inputs_and_outputs_equals_weight_modulation(upsample: bool):
    conv = ModulatedConv(5, 7, 4, 3, upsample=upsample).double()
    x = torch.randn(3, 5, 9, 8, dtype=torch.float64)
    styles = torch.randn(3, 4, dtype=torch.float64)
    expected = torch.cat(
        [weight_modulated(conv, x[i : i + 1], styles[i : i + 1]) for i in range(3)]
    )
    torch.testing.assert_close(conv(x, StyleBlend.single(styles)), expected, rtol=0, atol=1e-9)


def test_a_blend_of_one_hot_weights_is_the_single_style_bit_for_bit():
    conv = ModulatedConv(5, 7, 4, 3)
    x = torch.randn(1, 5, 9, 9)
    styles = torch.randn(3, 4)
    one_hot = torch.tensor([0.0, 1.0, 0.0])[None, :, None, None]
    blend = StyleBlend(styles[None], one_hot.expand(1, 3, 9, 9), one_hot.expand(1, 3, 7, 7))
    constant = StyleBlend(styles[None], one_hot, one_hot)
    assert torch.equal(conv(x, blend), conv(x, constant))
    torch.testing.assert_close(conv(x, blend), conv(x, StyleBlend.single(styles[1:2])))


def test_a_fused_map_follows_the_style_of_each_position():
    conv = ModulatedConv(4, 4, 4, 1).double()
    x = torch.randn(1, 4, 1, 6, dtype=torch.float64)
    styles = torch.randn(2, 4, dtype=torch.float64)
    weights = torch.tensor([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], dtype=torch.float64)
    maps = weights[None, :, None, :]
    fused = conv(x, StyleBlend(styles[None], maps, maps))
    left = conv(x[..., :3], StyleBlend.single(styles[:1]))
    right = conv(x[..., 3:], StyleBlend.single(styles[1:]))
    torch.testing.assert_close(fused, torch.cat([left, right], 3), rtol=0, atol=1e-12)


def test_demodulation_keeps_the_variance_whatever_the_style():
    conv = ModulatedConv(64, 64, 8, 3)
    x = torch.randn(4, 64, 24, 24)
    for scale in (0.1, 1.0, 10.0):
        y = conv(x, StyleBlend.single(torch.randn(4, 8) * scale)) / GAIN
        assert y.std().item() == pytest.approx(1, abs=0.08)


def test_gain_and_activation_keep_the_variance():
    x = torch.randn(200_000)
    mean_square = activate(x * GAIN).square().mean().item()
    assert mean_square == pytest.approx(1 + 0.2**2, abs=0.02)


def test_a_window_is_the_crop_of_the_whole_output():
    conv = ModulatedConv(3, 4, 4, 3, upsample=True)
    x = torch.randn(2, 3, 6, 6)
    single = StyleBlend.single(torch.randn(2, 4))
    whole = conv(x, single)
    window = (slice(1, 8), slice(0, 5))
    assert torch.equal(conv(x, single, window), whole[..., 1:8, 0:5])


def test_equal_linear_scales_by_its_fan_in():
    linear = EqualLinear(9, 2, bias_init=1.0, lr_multiplier=0.5)
    x = torch.randn(4, 9)
    expected = x @ (linear.weight * 0.5 / 3).T + 1.0
    torch.testing.assert_close(linear(x), expected)


def test_pixel_norm_makes_the_mean_square_one():
    z = torch.randn(5, 16) * 7
    torch.testing.assert_close(pixel_norm(z).square().mean(-1), torch.ones(5))


def test_blur_keeps_a_constant_and_shrinks_by_one_a_side():
    x = torch.full((2, 3, 6, 7), 0.4)
    torch.testing.assert_close(blur(x, 1.0), torch.full((2, 3, 4, 5), 0.4))


def test_upsampled_index_lies_between_its_sources():
    rows = torch.arange(8.0)[None, None, :, None].expand(1, 3, 8, 8)
    fine = upsample_rgb(rows)
    expected = (torch.arange(13) + 2) / 2
    torch.testing.assert_close(fine[0, 0, :, 0], expected)


def test_downsampling_undoes_upsampling_of_a_ramp():
    ramp = torch.arange(10.0)[None, None, :, None].expand(1, 3, 10, 10)
    again = downsample_rgb(upsample_rgb(ramp))
    coarse = ramp[..., 2 : 2 + again.shape[-2], 2 : 2 + again.shape[-1]]
    torch.testing.assert_close(again, coarse)


def test_feature_path_and_picture_path_upsample_alike():
    conv = ModulatedConv(1, 1, 4, 3, upsample=True)
    with torch.no_grad():  # an identity, so that nothing but the blur is left
        conv.weight.zero_()
        conv.weight[0, 0, 1, 1] = 1 / conv.scale
    x = torch.randn(1, 1, 9, 9)
    features = conv.convolve(x, conv.weight * conv.scale)
    # The picture lies on the grid after the level's second convolution, one index further.
    torch.testing.assert_close(upsample_rgb(x)[..., :-1, :-1], features[..., 1:, 1:])


def test_to_rgb_stays_in_full_precision_under_autocast():
    layer = ToRGB(6, 4)
    x = torch.randn(2, 6, 5, 5).bfloat16()
    style = StyleBlend.single(torch.randn(2, 4))
    with torch.autocast("cpu", torch.bfloat16):
        rgb = layer(x, style)
    assert rgb.dtype == torch.float32
    torch.testing.assert_close(rgb, layer(x.float(), style))


def test_modulation_under_autocast_loses_only_the_convolution_precision():
    conv = ModulatedConv(16, 16, 4, 3)
    x = torch.randn(2, 16, 8, 8)
    style = StyleBlend.single(torch.randn(2, 4))
    with torch.autocast("cpu", torch.bfloat16):
        y = conv(x, style)
    error = (y.float() - conv(x, style)).abs().max().item()
    assert y.dtype == torch.bfloat16
    assert 0 < error < 0.1


def test_to_rgb_is_not_demodulated():
    layer = ToRGB(6, 4)
    with torch.no_grad():
        layer.affine.weight.zero_()
    x = torch.randn(1, 6, 3, 3)
    style = StyleBlend.single(torch.zeros(1, 4))
    expected = F.conv2d(x, layer.weight / math.sqrt(6))
    torch.testing.assert_close(layer(2 * x, style), 2 * expected)
