import subprocess
import sys
from pathlib import Path

import pytest
from fake_runner import Answer, FakeRunner

from app.wallpaper.commands import NOT_FOUND, TIMED_OUT, answer, run_command, succeeds
from app.wallpaper.protocol import WallpaperError


def test_arguments_reach_the_program_untouched() -> None:
    odd = ["a b", "it's", '"', "$HOME", "; ls", "Żółć 桌面", "", "\\"]
    result = run_command([sys.executable, "-c", "import sys; print(sys.argv[1:])", *odd])
    assert result.stdout.strip() == repr(odd)


def test_a_missing_program_is_a_failed_result(tmp_path: Path) -> None:
    assert run_command([str(tmp_path / "nothing")]).returncode == NOT_FOUND
    (tmp_path / "plain").write_text("x")
    assert run_command([str(tmp_path / "plain")]).returncode == NOT_FOUND


def test_a_hanging_program_is_a_failed_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, **options: float) -> None:
        raise subprocess.TimeoutExpired("slow", options["timeout"])

    monkeypatch.setattr(subprocess, "run", hang)
    assert run_command(["slow"]).returncode == TIMED_OUT


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ((NOT_FOUND, "", ""), ["Desk", "'tool' is missing", "install it"]),
        ((TIMED_OUT, "", ""), ["did not answer within 15 seconds", "try again"]),
        ((1, "", "noise\nNo such key.\n"), ["refused", "tool: No such key)", "by hand"]),
        ((1, "said aloud", ""), ["tool: said aloud)"]),
        ((3, "", " \n"), ["tool: code 3)"]),
    ],
)
def test_a_failure_is_one_sentence_with_cause_and_remedy(reply: Answer, words: list[str]) -> None:
    with pytest.raises(WallpaperError) as error:
        answer(FakeRunner(lambda _: reply), ["tool", "x"], "Desk")
    sentence = str(error.value)
    assert all(word in sentence for word in words)
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_an_answer_is_what_the_program_wrote() -> None:
    assert answer(FakeRunner(lambda _: "told\n"), ["tool"], "Desk") == "told\n"
    assert succeeds(FakeRunner(), ["tool"])
    assert not succeeds(FakeRunner(lambda _: (1, "", "")), ["tool"])
