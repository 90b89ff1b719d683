"""Tests of `app.theme.palette`: what can be read."""

import re

import pytest
from PySide6.QtGui import QColor, QPalette

from app.theme.palette import DARK, LIGHT, Tones, palette_of, style_sheet


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = QColor(colour)

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * linear(parts.redF())
        + 0.7152 * linear(parts.greenF())
        + 0.0722 * linear(parts.blueF())
    )


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tones", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "window"),
        ("text", "raised"),
        ("text", "line"),
        ("muted", "window"),
        ("muted", "raised"),
        ("on_accent", "accent"),
        ("accent", "window"),
    ],
)
def test_text_can_be_read(tones: Tones, text: str, ground: str):
    assert contrast(getattr(tones, text), getattr(tones, ground)) >= 4.5


def test_contrast_is_measured_as_defined():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tones", [DARK, LIGHT], ids=["dark", "light"])
def test_disabled_text_differs(tones: Tones):
    palette = palette_of(tones)
    role = QPalette.ColorRole.ButtonText
    active = palette.color(QPalette.ColorGroup.Active, role)
    assert palette.color(QPalette.ColorGroup.Disabled, role) != active


@pytest.mark.parametrize("tones", [DARK, LIGHT], ids=["dark", "light"])
def test_every_tone_of_the_sheet_is_filled_in(tones: Tones):
    sheet = style_sheet(tones)
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9a-f]{6}\b", sheet)) <= set(vars(tones).values())
