"""A stand-in for the programs of a desktop: it records every call and answers from a table."""

from collections.abc import Callable, Sequence
from subprocess import CompletedProcess

Answer = tuple[int, str, str]  # exit status, standard output, standard error


class FakeRunner:
    """Records argument lists; `reply` decides the answer, success in silence by default."""

    def __init__(self, reply: Callable[[list[str]], Answer | str | None] | None = None) -> None:
        self.calls: list[list[str]] = []
        self._reply = reply or (lambda _: None)

    def __call__(self, argv: Sequence[str]) -> CompletedProcess[str]:
        self.calls.append(list(argv))
        answer = self._reply(list(argv))
        if answer is None:
            answer = ""
        status, out, err = (0, answer, "") if isinstance(answer, str) else answer
        return CompletedProcess(argv, status, out, err)
