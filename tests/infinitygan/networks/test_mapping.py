"""The mapping network and its truncation."""

import torch

from infinitygan.networks.mapping import MappingNetwork


def test_truncation_runs_from_the_mean_to_the_style():
    torch.manual_seed(0)
    mapping = MappingNetwork(6, 2)
    mapping.mean_w.copy_(torch.arange(6.0))
    w = mapping(torch.randn(3, 6))
    torch.testing.assert_close(mapping.truncated(w, 0.0), mapping.mean_w.expand(3, 6))
    torch.testing.assert_close(mapping.truncated(w, 1.0), w)
    half = (w + mapping.mean_w) / 2
    torch.testing.assert_close(mapping.truncated(w, 0.5), half)


def test_the_length_of_the_latent_does_not_matter():
    torch.manual_seed(0)
    mapping = MappingNetwork(6, 2)
    z = torch.randn(3, 6)
    torch.testing.assert_close(mapping(z), mapping(z * 5), rtol=1e-4, atol=1e-5)


def test_styles_start_with_a_variance_near_one():
    torch.manual_seed(0)
    w = MappingNetwork(64, 4)(torch.randn(200, 64))
    assert 0.5 < w.std() < 2


def test_the_mean_of_w_is_saved_with_the_weights():
    assert "mean_w" in MappingNetwork(4, 1).state_dict()


def test_styles_keep_full_precision_under_autocast():
    torch.manual_seed(0)
    mapping = MappingNetwork(6, 2)
    z = torch.randn(3, 6)
    with torch.autocast("cpu", torch.bfloat16):
        w = mapping(z)
    torch.testing.assert_close(w, mapping(z), rtol=0, atol=0)
