"""macOS: NSWorkspace sets one picture for each screen, asked through osascript's JavaScript.

The system applies it to the current Space of each screen only.
"""

import json

from app.wallpaper.commands import Runner, answer
from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    WallpaperError,
    check_origin,
    check_spread,
)

# Screens count as `Picture.order` does; Cocoa's y points up, so the upper screen has the larger.
_SCREENS = """
ObjC.import("AppKit");
function sortedScreens() {
    var screens = $.NSScreen.screens.js;
    return screens.slice().sort(function (a, b) {
        var first = a.frame, second = b.frame;
        return first.origin.x - second.origin.x
            || (second.origin.y + second.size.height) - (first.origin.y + first.size.height);
    });
}
"""

CURRENT_SCRIPT = (
    _SCREENS
    + """
function run() {
    var workspace = $.NSWorkspace.sharedWorkspace;
    return JSON.stringify(sortedScreens().map(function (screen) {
        var options = workspace.desktopImageOptionsForScreen(screen);
        return {
            path: ObjC.unwrap(workspace.desktopImageURLForScreen(screen).path),
            scaling: ObjC.unwrap(options.objectForKey($.NSWorkspaceDesktopImageScalingKey)),
            clipping: ObjC.unwrap(options.objectForKey($.NSWorkspaceDesktopImageAllowClippingKey))
        };
    }));
}
"""
)

# The argument is JSON: {order or "all": {path, scaling, clipping}}. Answers the failed screens.
APPLY_SCRIPT = (
    _SCREENS
    + """
function run(argv) {
    var pictures = JSON.parse(argv[0]);
    var workspace = $.NSWorkspace.sharedWorkspace;
    var failed = [];
    sortedScreens().forEach(function (screen, order) {
        var picture = pictures.all || pictures[order];
        if (!picture) return;
        var options = $.NSMutableDictionary.alloc.init;
        if (picture.scaling != null)
            options.setObjectForKey($(picture.scaling), $.NSWorkspaceDesktopImageScalingKey);
        if (picture.clipping != null)
            options.setObjectForKey(
                $(picture.clipping), $.NSWorkspaceDesktopImageAllowClippingKey);
        var url = $.NSURL.fileURLWithPath($(picture.path));
        if (!workspace.setDesktopImageURLForScreenOptionsError(url, screen, options, null))
            failed.push(order);
    });
    return JSON.stringify(failed);
}
"""
)

_SCALE_PROPORTIONALLY = 3  # NSImageScaleProportionallyUpOrDown; with clipping it fills the screen


class MacosBackend:
    """Sets one picture for each screen through osascript."""

    name = "macOS"
    capabilities = Capabilities(spans=False, per_monitor=True, restores=True)

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def current(self) -> SavedWallpaper:
        """Read the picture and its options of every screen."""
        screens = json.loads(self._run_script(CURRENT_SCRIPT))
        values = ((str(order), json.dumps(screen)) for order, screen in enumerate(screens))
        return SavedWallpaper(self.name, tuple(values))

    def apply(self, pictures: PictureSet) -> None:
        """Show the pictures on the screens, counted from left to right."""
        check_spread(pictures, self.capabilities, self.name)
        filling = {"scaling": _SCALE_PROPORTIONALLY, "clipping": True}
        is_same = pictures.spread is Spread.ZOOM
        self._show(
            {
                "all" if is_same else str(p.order): {"path": str(p.path), **filling}
                for p in pictures.pictures
            }
        )

    def restore(self, saved: SavedWallpaper) -> None:
        """Give every screen its picture back."""
        check_origin(saved, self.name)
        olds = {key: json.loads(value) for key, value in saved.values if value is not None}
        self._show({key: old for key, old in olds.items() if old.get("path")})

    def login_hint(self, pictures: PictureSet) -> None:
        """Return None: macOS keeps it."""

    def _show(self, pictures: dict[str, dict[str, object]]) -> None:
        failed = json.loads(self._run_script(APPLY_SCRIPT, json.dumps(pictures)))
        if failed:
            numbers = ", ".join(str(order + 1) for order in failed)
            raise WallpaperError(
                f"macOS refused the wallpaper on screen {numbers} from the left; "
                "set the saved picture in System Settings."
            )

    def _run_script(self, script: str, *arguments: str) -> str:
        argv = ["osascript", "-l", "JavaScript", "-e", script, *arguments]
        return answer(self._runner, argv, self.name)
