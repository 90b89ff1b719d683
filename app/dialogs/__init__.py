"""Dialogs: export, settings, about, shortcuts, diagnostics."""
