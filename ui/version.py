"""The version of the program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str | None:
    """Return the version that is installed; ``None`` where the code runs without having been installed."""
    try:
        return version("tra-cuu-chi-dao")
    except PackageNotFoundError:
        return None
