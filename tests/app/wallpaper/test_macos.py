"""The scripts run in Qt's engine against a stand-in for the Objective-C bridge of osascript."""

import json
from pathlib import Path

import pytest
from fake_runner import FakeRunner
from script_engine import ScriptEngine

from app.wallpaper.macos import APPLY_SCRIPT, CURRENT_SCRIPT, MacosBackend
from app.wallpaper.protocol import Picture, PictureSet, Spread, WallpaperError

BRIDGE = """
var refuses = -1;
var ObjC = {import: function () {}, unwrap: function (value) { return value; }};
function $(value) { return value; }
function Screen(name, x, y, height) {
    this.name = name; this.frame = {origin: {x: x, y: y}, size: {width: 100, height: height}};
    this.path = "/old/" + name + ".heic"; this.options = {scaling: 2};
}
function dictionary(values) {
    return {
        values: values,
        objectForKey: function (key) { return values[key]; },
        setObjectForKey: function (value, key) { values[key] = value; }
    };
}
// Cocoa's y points up: "upper" stands above "lower".
var shown = [new Screen("right", 500, 0, 90), new Screen("lower", 0, 0, 80),
             new Screen("upper", 0, 80, 80)];
$.NSScreen = {screens: {js: shown}};
$.NSWorkspaceDesktopImageScalingKey = "scaling";
$.NSWorkspaceDesktopImageAllowClippingKey = "clipping";
$.NSMutableDictionary = {alloc: {get init() { return dictionary({}); }}};
$.NSURL = {fileURLWithPath: function (path) { return {path: path}; }};
$.NSWorkspace = {sharedWorkspace: {
    desktopImageOptionsForScreen: function (screen) { return dictionary(screen.options); },
    desktopImageURLForScreen: function (screen) { return {path: screen.path}; },
    setDesktopImageURLForScreenOptionsError: function (url, screen, options) {
        if (shown.indexOf(screen) == refuses) return false;
        screen.path = url.path; screen.options = options.values;
        return true;
    }
}};
"""

A, B, C = Path('/Żółć 桌面/it\'s "a".png'), Path("/b.png"), Path("/c.png")
EACH = PictureSet(
    Spread.EACH, tuple(Picture(path, "", order) for order, path in enumerate((A, B, C)))
)


class FakeMac:
    """Answers as `osascript` does, by running the script."""

    def __init__(self) -> None:
        self.engine = ScriptEngine(BRIDGE)

    def __call__(self, argv: list[str]) -> str:
        assert argv[:4] == ["osascript", "-l", "JavaScript", "-e"]
        self.engine.run(argv[4])
        return self.engine.run(f"run({json.dumps(argv[5:])})") + "\n"

    def state(self) -> dict[str, list[object]]:
        text = self.engine.run(
            "JSON.stringify(shown.map(function (s) { return [s.name, s.path, s.options]; }))"
        )
        return {name: rest for name, *rest in json.loads(text)}


@pytest.fixture
def mac(qapp: object) -> FakeMac:
    return FakeMac()


def test_screens_get_their_pictures_from_left_to_right_and_down(mac: FakeMac) -> None:
    MacosBackend(FakeRunner(mac)).apply(EACH)
    filling = {"scaling": 3, "clipping": True}
    assert mac.state() == {
        "upper": [str(A), filling],
        "lower": [str(B), filling],
        "right": [str(C), filling],
    }


def test_one_picture_goes_to_every_screen(mac: FakeMac) -> None:
    MacosBackend(FakeRunner(mac)).apply(PictureSet(Spread.ZOOM, (Picture(B),)))
    assert {row[0] for row in mac.state().values()} == {str(B)}


def test_restore_brings_pictures_and_options_back(mac: FakeMac) -> None:
    backend = MacosBackend(FakeRunner(mac))
    before = mac.state()
    saved = backend.current()
    backend.apply(EACH)
    assert mac.state() != before
    backend.restore(saved)
    assert mac.state() == before


def test_the_paths_are_data_not_script() -> None:
    runner = FakeRunner(lambda _: "[]")
    MacosBackend(runner).apply(EACH)
    assert len(runner.calls) == 1
    assert runner.calls[0][4] == APPLY_SCRIPT
    assert json.loads(runner.calls[0][5])["0"]["path"] == str(A)


def test_the_previous_pictures_are_asked_once() -> None:
    runner = FakeRunner(lambda _: '[{"path": "/x.heic"}]')
    assert MacosBackend(runner).current().values == (("0", '{"path": "/x.heic"}'),)
    assert runner.calls == [["osascript", "-l", "JavaScript", "-e", CURRENT_SCRIPT]]


def test_a_refusing_screen_is_named(mac: FakeMac) -> None:
    mac.engine.run("refuses = 0;")  # the right one, third from the left
    with pytest.raises(WallpaperError, match="on screen 3 from the left"):
        MacosBackend(FakeRunner(mac)).apply(EACH)
