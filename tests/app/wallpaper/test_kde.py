"""The scripts run in Qt's own engine, as in Plasma, against a stand-in for its shell."""

import ast
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_runner import Answer, FakeRunner
from script_engine import ScriptEngine

from app.wallpaper.kde import KdeBackend, plasma_call
from app.wallpaper.protocol import Picture, PictureSet, Spread, WallpaperError

PLASMA = """
var printed = "";
function print(text) { printed += text; }
var geometries = {0: {x: 1920, y: 0}, 1: {x: 0, y: 100}, 2: {x: 1920, y: 1080}};
function screenGeometry(screen) { return geometries[screen]; }
function Desktop(id, screen, plugin, image) {
    this.id = id; this.screen = screen; this.wallpaperPlugin = plugin;
    this.config = {Image: image};
    this.writeConfig = function (key, value) {
        if (this.currentConfigGroup.join("/") != "Wallpaper/org.kde.image/General") throw "group";
        this.config[key] = value;
    };
    this.readConfig = function (key, fallback) {
        return this.config[key] === undefined ? fallback : this.config[key];
    };
}
var all = [
    new Desktop(10, 0, "org.kde.slideshow", "file:///old%20'0'.png"),
    new Desktop(11, 1, "org.kde.image", "file:///old/ü[1].png"),
    new Desktop(12, 2, "org.kde.image", ""),
    new Desktop(13, -1, "org.kde.image", "file:///detached.png")
];
function desktops() { return all; }
"""

A, B, C = Path('/Żółć 桌面/it\'s "a".png'), Path("/p/b.png"), Path("/p/c.png")
EACH = PictureSet(
    Spread.EACH, tuple(Picture(path, "", order) for order, path in enumerate((A, B, C)))
)


class FakePlasma:
    """Answers as `qdbus` does, by running the script."""

    def __init__(self) -> None:
        self._engine = ScriptEngine(PLASMA)

    def __call__(self, argv: list[str]) -> str:
        self._engine.run('printed = "";')
        self._engine.run(argv[-1])
        return self._engine.run("printed") + "\n"

    def state(self) -> dict[int, list[str]]:
        text = self._engine.run(
            "JSON.stringify(all.map(function (d) {"
            "return [d.id, d.wallpaperPlugin, d.config.Image, String(d.config.FillMode)]; }))"
        )
        return {row[0]: row[1:] for row in json.loads(text)}


def only(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.fixture
def plasma(qapp: object) -> FakePlasma:
    return FakePlasma()


@pytest.fixture
def backend(plasma: FakePlasma) -> KdeBackend:
    return KdeBackend(FakeRunner(plasma), only("qdbus6"))


def test_screens_get_their_pictures_by_geometry(plasma: FakePlasma, backend: KdeBackend) -> None:
    backend.apply(EACH)
    state = plasma.state()
    assert state[11] == ["org.kde.image", A.as_uri(), "2"]
    assert state[10] == ["org.kde.image", B.as_uri(), "2"]
    assert state[12] == ["org.kde.image", C.as_uri(), "2"]


def test_a_desktop_without_a_screen_is_left_alone(plasma: FakePlasma, backend: KdeBackend) -> None:
    before = plasma.state()[13]
    backend.apply(EACH)
    assert plasma.state()[13] == before


def test_one_monitor_alone_can_be_changed(plasma: FakePlasma, backend: KdeBackend) -> None:
    before = plasma.state()
    backend.apply(PictureSet(Spread.EACH, (Picture(B, "DP-1", 1),)))
    assert plasma.state() == {**before, 10: ["org.kde.image", B.as_uri(), "2"]}


def test_one_picture_goes_to_every_screen(plasma: FakePlasma, backend: KdeBackend) -> None:
    backend.apply(PictureSet(Spread.ZOOM, (Picture(B),)))
    assert [plasma.state()[number][1] for number in (10, 11, 12)] == [B.as_uri()] * 3


def test_restore_brings_plugins_and_pictures_back(plasma: FakePlasma, backend: KdeBackend) -> None:
    before = plasma.state()
    saved = backend.current()
    backend.apply(EACH)
    backend.restore(saved)
    after = plasma.state()
    assert {key: row[:2] for key, row in after.items()} == {
        key: row[:2] for key, row in before.items()
    }


def test_no_fitting_screen_is_told(backend: KdeBackend) -> None:
    with pytest.raises(WallpaperError, match="no desktop for these pictures; check the monitors"):
        backend.apply(PictureSet(Spread.EACH, (Picture(A, "DP-9", 9),)))


@pytest.mark.parametrize(
    ("tools", "start"),
    [
        (("qdbus", "gdbus"), ["qdbus", "org.kde.plasmashell", "/PlasmaShell"]),
        (("qdbus-qt6", "qdbus"), ["qdbus-qt6", "org.kde.plasmashell", "/PlasmaShell"]),
        (("gdbus", "dbus-send"), ["gdbus", "call", "--session", "--dest", "org.kde.plasmashell"]),
        (("dbus-send",), ["dbus-send", "--session", "--print-reply"]),
    ],
)
def test_the_installed_tool_is_used(tools: tuple[str, ...], start: list[str]) -> None:
    call = plasma_call("print('x')", only(*tools))
    assert call[: len(start)] == start
    assert any("evaluateScript" in word for word in call)


def test_each_tool_gets_the_script_as_it_reads_strings() -> None:
    script = "print('ü')\n"
    assert plasma_call(script, only("qdbus"))[-1] == script
    assert plasma_call(script, only("dbus-send"))[-1] == f"string:{script}"
    assert ast.literal_eval(plasma_call(script, only("gdbus"))[-1]) == script


def test_without_a_tool_the_remedy_is_named() -> None:
    with pytest.raises(WallpaperError, match="install one"):
        plasma_call("", only())


@pytest.mark.parametrize(
    "reply",
    [
        "[%5B%5B%227%22%2C%7B%22plugin%22%3A%22p%22%7D%5D%5D]\n",
        "('[%5B%5B%227%22%2C%7B%22plugin%22%3A%22p%22%7D%5D%5D]',)\n",
        'method return time=1 sender=:1.5\n   string "[%5B%5B%227%22%2C%7B%22plugin%22%3A%22p%22'
        '%7D%5D%5D]"\n',
    ],
    ids=["qdbus", "gdbus", "dbus-send"],
)
def test_the_answers_of_all_tools_are_read(reply: str) -> None:
    saved = KdeBackend(FakeRunner(lambda _: reply), only("qdbus")).current()
    assert saved.values == (("7", '{"plugin": "p"}'),)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ("", "no usable answer"),
        ("Widgets are locked", "unlock them"),
        ((1, "", "Error: org.freedesktop.DBus.Error.ServiceUnknown"), "ServiceUnknown"),
    ],
)
def test_failures_are_told(reply: str | Answer, message: str) -> None:
    with pytest.raises(WallpaperError, match=message):
        KdeBackend(FakeRunner(lambda _: reply), only("qdbus")).apply(EACH)


def test_a_span_is_refused(backend: KdeBackend) -> None:
    with pytest.raises(ValueError, match="KDE Plasma cannot show"):
        backend.apply(PictureSet(Spread.SPAN, (Picture(A),)))
