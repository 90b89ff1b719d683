"""What the desktop reads of the program: menu entry, file types, AppStream, icons."""

import configparser
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from app.application import APP_ID, ICON_SIDES_PX
from infinitygan.recipe import APP_NAME
from infinitygan.scene_file import PROJECT_SUFFIX
from infinitygan.style_file import STYLE_SUFFIX

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry() -> configparser.SectionProxy:
    """Read the menu entry."""
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]
    parser.read(LINUX / f"{APP_ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def file_types() -> dict[str, str]:
    """Return the declared types by their suffix."""
    root = ET.parse(LINUX / f"{APP_ID}-mime.xml").getroot()
    return {
        glob.get("pattern", "").removeprefix("*"): kind.get("type", "")
        for kind in root.iter(f"{MIME}mime-type")
        for glob in kind.iter(f"{MIME}glob")
    }


def test_the_menu_entry_opens_files_in_the_window_that_is_its_own():
    assert entry()["Exec"] == "everscape %f"
    assert entry()["StartupWMClass"] == APP_NAME  # X11; Wayland goes by the name of the file
    assert entry()["Icon"] == APP_ID


def test_every_own_file_type_is_declared_and_opened():
    types = file_types()
    assert types.keys() == {PROJECT_SUFFIX, STYLE_SUFFIX}
    assert set(types.values()) <= set(entry()["MimeType"].split(";"))


def test_appstream_names_the_menu_entry():
    (path,) = LINUX.glob("*.metainfo.xml")
    root = ET.parse(path).getroot()
    assert root.findtext("launchable") == f"{APP_ID}.desktop"
    assert path.name == f"{root.findtext('id')}.metainfo.xml"
    assert root.findtext("project_license") == "Apache-2.0"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such folders")
def test_everything_is_installed_under_the_name_of_the_window(tmp_path: Path):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PREFIX": str(tmp_path)}
    subprocess.run(["sh", LINUX / "install.sh"], env=environment, check=True, capture_output=True)
    share = tmp_path / "share"
    assert (share / "applications" / f"{APP_ID}.desktop").is_file()
    assert (share / "metainfo" / f"{APP_ID}.metainfo.xml").is_file()
    assert (share / "mime" / "packages" / f"{APP_ID}.xml").is_file()
    icons = {path.parts[-3] for path in share.glob(f"icons/hicolor/*/apps/{APP_ID}.*")}
    assert icons >= {f"{side}x{side}" for side in ICON_SIDES_PX} | {"scalable"}


@pytest.mark.parametrize(
    "words",
    [
        ["desktop-file-validate", f"{APP_ID}.desktop"],
        ["appstreamcli", "validate", "--no-net", f"{APP_ID}.metainfo.xml"],
    ],
)
def test_the_desktops_own_tools_find_no_fault(words: list[str]):
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    result = subprocess.run(words, cwd=LINUX, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("side_px", ICON_SIDES_PX)
def test_each_icon_has_its_size_and_clear_corners(side_px: int):
    with Image.open(ROOT / "assets" / "icons" / f"everscape-{side_px}.png") as icon:
        assert icon.size == (side_px, side_px)
        pixels = icon.convert("RGBA")
    corner, middle = pixels.getpixel((0, 0)), pixels.getpixel((side_px // 2, side_px // 2))
    assert isinstance(corner, tuple)
    assert isinstance(middle, tuple)
    assert corner[3] < 64
    assert middle[3] == 255
