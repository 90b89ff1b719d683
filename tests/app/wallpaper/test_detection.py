import pytest
from fake_runner import FakeRunner

from app.wallpaper.detection import desktop_names, detect_backend

WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}


def detected(
    environment: dict[str, str],
    platform: str = "linux",
    runner: FakeRunner | None = None,
    command: str = "",
) -> str | None:
    backend = detect_backend(
        environment,
        platform,
        ["DP-1"],
        runner or FakeRunner(lambda _: (127, "", "")),
        lambda _: None,
        command,
    )
    return backend.name if backend else None


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"XDG_CURRENT_DESKTOP": "GNOME"}, "GNOME"),
        ({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, "GNOME"),
        ({"XDG_CURRENT_DESKTOP": "pop:GNOME"}, "GNOME"),
        ({"XDG_CURRENT_DESKTOP": "Budgie:GNOME"}, "GNOME"),
        ({"XDG_CURRENT_DESKTOP": "Unity"}, "GNOME"),
        ({"XDG_CURRENT_DESKTOP": "KDE"}, "KDE Plasma"),
        ({"XDG_CURRENT_DESKTOP": "XFCE"}, "XFCE"),
        ({"XDG_CURRENT_DESKTOP": "X-Cinnamon"}, "Cinnamon"),
        ({"XDG_CURRENT_DESKTOP": "MATE"}, "MATE"),
        ({"XDG_CURRENT_DESKTOP": "sway", "SWAYSOCK": "/run/sway"} | WAYLAND, "Sway"),
        ({"HYPRLAND_INSTANCE_SIGNATURE": "abc"} | WAYLAND, "Hyprland"),
        ({"XDG_CURRENT_DESKTOP": "GNOME", "FLATPAK_ID": "org.x"}, "the desktop portal"),
        ({"XDG_CURRENT_DESKTOP": "KDE", "SNAP": "/snap/x"}, "the desktop portal"),
        ({"XDG_CURRENT_DESKTOP": "i3"}, None),
        ({}, None),
    ],
)
def test_the_environment_names_the_desktop(environment: dict[str, str], name: str | None) -> None:
    assert detected(environment) == name


def test_macos_is_known_by_its_platform() -> None:
    assert detected({}, "darwin") == "macOS"


def test_a_running_daemon_goes_before_its_compositor() -> None:
    runner = FakeRunner(lambda argv: "" if argv[0] == "swww" else (127, "", ""))
    assert detected({"SWAYSOCK": "/run/sway"} | WAYLAND, runner=runner) == "swww"


def test_a_desktop_goes_before_a_daemon_and_asks_no_program() -> None:
    runner = FakeRunner()
    assert detected({"XDG_CURRENT_DESKTOP": "GNOME"} | WAYLAND, runner=runner) == "GNOME"
    assert runner.calls == []


def test_the_users_command_goes_before_all() -> None:
    environment = {"XDG_CURRENT_DESKTOP": "GNOME"}
    assert detected(environment, command="feh {image}") == "your own command"


def test_desktop_names_are_split_and_lowered() -> None:
    assert desktop_names({"XDG_CURRENT_DESKTOP": "ubuntu: GNOME:"}) == ("ubuntu", "gnome")
