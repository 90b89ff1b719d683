"""The end of a program that a test has started."""

from shiboken6 import delete

from app.application import Program


def end(program: Program) -> None:
    """Close the window without a question, and leave nothing of it to the next test."""
    program.document.undo_stack.setClean()
    program.window.close()
    program.stop()
    for part in (program.window, program.theme, program.watcher):  # else all old windows restyle
        delete(part)
