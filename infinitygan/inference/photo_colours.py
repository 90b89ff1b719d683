"""From the colours that a picture file holds to upright 8-bit sRGB."""

import io

import numpy as np
from PIL import Image, ImageCms

_BACKGROUND = (128, 128, 128)  # behind transparent parts: takes no side
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


def to_srgb(image: Image.Image, notes: list[str]) -> Image.Image:
    """Turn a decoded picture of any mode into sRGB; adds to `notes` what a person may miss."""
    profile = image.info.get("icc_profile")
    image, alpha = _without_alpha(_eight_bit(image))
    image = _converted(image, profile, notes)
    if alpha is None or alpha.getextrema()[0] == 255:
        return image
    notes.append("its transparent parts were filled with grey")
    background = Image.new("RGB", image.size, _BACKGROUND)
    background.paste(image, mask=alpha)
    return background


def _eight_bit(image: Image.Image) -> Image.Image:
    """Bring deep greys and palettes to 8 bits a channel; Pillow itself would clip deep greys."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.float64)
        return _grey(values / (257 if values.max() > 255 else 1))
    if image.mode == "F":
        values = np.nan_to_num(np.asarray(image, np.float64), posinf=0.0, neginf=0.0)
        return _grey(values * 255 / max(float(values.max()), 1.0))
    return image.convert("L") if image.mode == "1" else image


def _grey(values: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def _without_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    if image.mode in ("RGB", "L") and "transparency" in image.info:
        image = image.convert("RGBA")
    if "A" not in image.getbands() or image.mode == "LAB":
        return image, None
    alpha = image.getchannel("A")
    return image.convert("L" if image.mode in ("LA", "La") else "RGB"), alpha


def _converted(image: Image.Image, profile: bytes | None, notes: list[str]) -> Image.Image:
    """Convert by the embedded profile, or without one as most programs do."""
    srgb = ImageCms.createProfile("sRGB")
    if image.mode == "LAB":
        source = ImageCms.createProfile("LAB")
    elif not profile:
        return image.convert("RGB")
    else:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if ImageCms.getProfileDescription(source).startswith("sRGB") and image.mode == "RGB":
                return image  # bit for bit
        except (ImageCms.PyCMSError, OSError):
            notes.append("its colour profile is damaged, so its colours may be off")
            return image.convert("RGB")
    try:
        converted = ImageCms.profileToProfile(image, source, srgb, _INTENT, "RGB", flags=_FLAGS)
    except (ImageCms.PyCMSError, OSError):
        notes.append("its colour profile does not fit it, so its colours may be off")
        converted = None
    return converted or image.convert("RGB")
