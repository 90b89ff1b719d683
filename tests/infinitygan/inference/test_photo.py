"""Photos of all kinds come in upright and in sRGB, or with one sentence that says why not."""

import base64
import hashlib
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from infinitygan.geometry import Size
from infinitygan.inference import photo as photo_module
from infinitygan.inference.photo import PhotoError, PhotoTooLarge, decode_photo, read_photo

RED, GREEN, BLUE = (200, 30, 40), (20, 180, 60), (30, 50, 190)


def halves(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def wide_gamut_profile() -> bytes:
    """An ICC profile whose red and green primaries are swapped."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack_from(">I", profile, 128)[0]
    places: dict[bytes, int] = {}
    for index in range(count):
        tag, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        places[tag] = offset
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red : red + 20], profile[green : green + 20] = (
        profile[green : green + 20],
        profile[red : red + 20],
    )
    profile[16:20] = b"RGB "
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be"))


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "WEBP", "AVIF", "JPEG"])
def test_usual_formats_come_in(kind: str):
    options = {"lossless": True} if kind == "WEBP" else {"quality": 95} if kind != "PNG" else {}
    options = {} if kind in ("BMP", "TIFF", "PNG") else options
    photo = decode_photo(encoded(halves(), kind, **options))
    assert photo.size == Size(20, 40)
    assert np.abs(photo.rgb[10, 5].astype(int) - RED).max() <= 12
    assert np.abs(photo.rgb[10, 35].astype(int) - BLUE).max() <= 12
    assert photo.notes == ()


def test_digest_is_that_of_the_file():
    data = encoded(halves(), "PNG")
    assert decode_photo(data).digest == hashlib.sha256(data).hexdigest()


def test_pixels_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        decode_photo(encoded(halves(), "PNG")).rgb[0, 0] = 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_orientation_is_applied(kind: str):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: left becomes top
    photo = decode_photo(encoded(halves(), kind, exif=exif.tobytes()))
    assert photo.size == Size(40, 20)
    assert photo.rgb[5, 10, 0] > 150
    assert photo.rgb[35, 10, 2] > 150


def test_colour_profile_is_applied():
    flat = Image.new("RGB", (8, 8), RED)
    profile = wide_gamut_profile()
    photo = decode_photo(encoded(flat, "PNG", icc_profile=profile))
    assert photo.rgb[4, 4, 1] > photo.rgb[4, 4, 0] + 50  # its red channel is green light
    assert photo.notes == ()


def test_srgb_profile_changes_nothing():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = Image.effect_noise((32, 32), 80).convert("RGB")
    photo = decode_photo(encoded(image, "PNG", icc_profile=profile))
    assert np.array_equal(photo.rgb, np.asarray(image))


def test_damaged_profile_is_told_and_left_out():
    photo = decode_photo(encoded(halves(), "PNG", icc_profile=b"no profile at all"))
    assert tuple(photo.rgb[10, 5]) == RED
    assert "profile is damaged" in photo.notes[0]


def test_profile_of_other_colours_is_told_and_left_out():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    photo = decode_photo(encoded(halves(), "PNG", icc_profile=profile))
    assert tuple(photo.rgb[10, 5]) == RED
    assert "does not fit" in photo.notes[0]


def test_cmyk_comes_in():
    photo = decode_photo(encoded(halves().convert("CMYK"), "JPEG", quality=95))
    assert photo.rgb[10, 5, 0] > 150 > photo.rgb[10, 5, 2]


def test_grey_comes_in_as_three_equal_channels():
    photo = decode_photo(encoded(Image.new("L", (6, 5), 77), "PNG"))
    assert np.array_equal(photo.rgb, np.full((5, 6, 3), 77))


@pytest.mark.parametrize("value", [0, 32768, 65535])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_deep_grey_is_scaled_not_clipped(value: int, kind: str):
    deep = np.full((4, 4), value, np.uint16)
    deep[0, 0] = 65535
    photo = decode_photo(encoded(Image.fromarray(deep), kind))
    assert photo.rgb[2, 2, 0] == round(value / 257)


def test_floating_point_grey_comes_in():
    values = np.linspace(0, 2, 16, dtype=np.float32).reshape(4, 4)
    photo = decode_photo(encoded(Image.fromarray(values), "TIFF"))
    assert photo.rgb[0, 0, 0] == 0
    assert photo.rgb[3, 3, 0] == 255


def test_deep_colour_comes_in():
    """A PNG of 16 bits a channel, made by hand: Pillow writes none."""
    row = b"\0" + struct.pack(">3H", 65535, 32896, 0) * 4

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">2I5B", 4, 2, 16, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 2))
    photo = decode_photo(data + chunk(b"IEND", b""))
    assert tuple(photo.rgb[1, 3]) == (255, 128, 0)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_parts_become_grey_and_are_told(mode: str):
    image = Image.new("RGBA", (6, 4), (*RED, 255))
    image.paste((0, 0, 0, 0), (0, 0, 3, 4))
    options = {"transparency": 0} if mode == "P" else {}
    if mode == "P":
        image = Image.new("P", (6, 4), 1)
        image.putpalette([0, 0, 0, *RED])
        image.paste(0, (0, 0, 3, 4))
    photo = decode_photo(encoded(image if mode != "LA" else image.convert("LA"), "PNG", **options))
    assert tuple(photo.rgb[2, 1]) == (128, 128, 128)
    assert tuple(photo.rgb[2, 5]) != (128, 128, 128)
    assert "transparent" in photo.notes[0]


def test_opaque_alpha_is_not_worth_a_note():
    photo = decode_photo(encoded(Image.new("RGBA", (3, 3), (*GREEN, 255)), "PNG"))
    assert tuple(photo.rgb[1, 1]) == GREEN
    assert photo.notes == ()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_first_frame_of_an_animation_is_used_and_told(kind: str):
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    photo = decode_photo(data)
    assert np.abs(photo.rgb[4, 4].astype(int) - RED).max() <= 8
    assert "animated" in photo.notes[0]


def test_first_page_is_used_and_told():
    pages = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    photo = decode_photo(encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert tuple(photo.rgb[0, 0]) == RED
    assert "pages" in photo.notes[0]


@pytest.mark.parametrize("size", [(1, 1), (400, 20), (20, 400)])
def test_odd_sizes_come_in(size: tuple[int, int]):
    assert decode_photo(encoded(Image.new("RGB", size), "PNG")).size == Size(size[1], size[0])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_cut_off_file_is_named_in_one_line(tmp_path: Path, kind: str, share: float):
    data = encoded(Image.effect_noise((64, 64), 90).convert("RGB"), kind)
    path = tmp_path / "hills.jpg"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(PhotoError, match=r"'hills\.jpg' is damaged or cut off") as caught:
        read_photo(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"text, not a picture", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_what_is_no_picture_is_refused(data: bytes):
    with pytest.raises(PhotoError, match=r"no picture|damaged"):
        decode_photo(data)


def test_missing_file_is_told(tmp_path: Path):
    with pytest.raises(PhotoError, match="No such file"):
        read_photo(tmp_path / "none.jpg")


def test_large_photo_asks_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(photo_module, "MAX_MEGAPIXELS", 0.0005)
    data = encoded(halves(), "PNG")
    with pytest.raises(PhotoTooLarge, match="40x20") as caught:
        decode_photo(data)
    assert caught.value.megapixels == pytest.approx(0.0008)
    assert decode_photo(data, allow_large=True).size == Size(20, 40)


def test_bomb_sized_header_asks_without_decoding():
    """30,000 x 30,000 px, which Pillow's own check would refuse outright."""
    header = bytearray(encoded(Image.new("L", (8, 8)), "BMP"))
    header[18:26] = struct.pack("<2i", 30_000, 30_000)
    with pytest.raises(PhotoTooLarge, match="900 megapixels"):
        decode_photo(bytes(header))


def test_large_jpeg_is_decoded_smaller_if_that_is_enough():
    data = encoded(halves((800, 400)), "JPEG")
    assert decode_photo(data).size == Size(400, 800)
    small = decode_photo(data, at_least=Size(90, 180))
    assert small.size == Size(100, 200)
    assert small.rgb[50, 20, 0] > 150


def test_turned_jpeg_is_not_decoded_too_small():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(halves((800, 400)), "JPEG", exif=exif.tobytes())
    assert decode_photo(data, at_least=Size(180, 90)).size == Size(200, 100)
    assert decode_photo(data, at_least=Size(180, 180)).size == Size(400, 200)


# 64 x 48 px, red above blue, to be turned by 90 degrees; by pillow-heif, since pi-heif only reads
_HEIC = (
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<0005VZDn*}000000000XXk=`10000000000aA{+70000000000000"
    "0000000G-+&aV*mgE07O6l0ssL300001>;M4(00000001oj0ssI200J2R0RR9100000Bme*aIB98aW&i*H000620"
    "00$fZf0cy000000RRAKc4ILB0000LX>Mj^0ssI300IC2MR;ju000004sdC7Z2$lO00031009SSaB^?}008D`aAR)"
    "(004Gqc4I>U18@KU0FVFx0000U@BsY%`1k+-4+CHT0RR|40Sp2E{{wIU00RJ!0009300RIXx&lC90096hLID8-Z~"
    "y=U0FVFx0{{R603M(qfd!W8<fgf}2xu@M00096AOHXZ03l)k0RRR>0l{;?i2wiq6Ju{|a&BX6cmM$a4FCp!0000K"
    "X>)L8000000000$0000$0000eV{Bn?0000$000010000m000010000000002|NsB+000020000GaA|mH000000|*"
    "ER00009X>xCL0{{R38EJ5BVE_OC000000RRC8fdT^sgoXeB02*m>Wo7^X0000001jhhb7KGk0096200014ZDe6|0"
    "000fC;_ht;3G9H|Lb4>_}uayHJKedyY(plmkRGH`~Qaa*WaX_RZw}rfB*mh21R&jW&i+9O#mtY000O80Ra*K0{{R"
    "30RRR70000000"
)


def test_heic_photo_is_read_upright():
    pytest.importorskip("pi_heif")
    rgb = decode_photo(base64.b85decode(_HEIC)).rgb.astype(int)
    assert rgb.shape == (64, 48, 3)
    assert np.abs(rgb[:, 4] - (30, 60, 220)).max() < 12
    assert np.abs(rgb[:, -5] - (200, 40, 40)).max() < 12


def test_heic_photo_cut_off_is_named():
    pytest.importorskip("pi_heif")
    with pytest.raises(PhotoError, match="damaged or cut off"):
        decode_photo(base64.b85decode(_HEIC)[:400])


def test_heic_is_read_or_the_extra_is_named():
    heif = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64
    with pytest.raises(PhotoError, match=r"everscape\[heif\]|damaged or cut off"):
        decode_photo(heif)
