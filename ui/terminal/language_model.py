"""The language model that the command line names, if any: nothing is sent anywhere without an address."""

from __future__ import annotations

import argparse
import os
from urllib.parse import urlsplit

from rag.rephrasing.server import ChatServer
from ui.terminal.arguments import WrongUsageError

KEY_VARIABLE = "TRACUU_LLM_KEY"
"""Where a key for the server is read from: on the command line other users of the machine would see it."""
MOST_SECONDS = 600


def language_model(options: argparse.Namespace) -> ChatServer | None:
    """Return the server of ``--llm-url``; ``None`` without one. WrongUsageError ``llm_incomplete``, ``bad_llm_url``, ``bad_llm_seconds``."""
    if not options.llm_url and not options.llm_model:
        return None
    if not options.llm_url or not options.llm_model:
        raise WrongUsageError("llm_incomplete")
    try:
        parts = urlsplit(options.llm_url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise WrongUsageError("bad_llm_url", options.llm_url)
    seconds = options.llm_seconds
    if not seconds.isascii() or not seconds.isdigit() or not 1 <= int(seconds) <= MOST_SECONDS:
        raise WrongUsageError("bad_llm_seconds", seconds)
    return ChatServer(options.llm_url, options.llm_model, float(seconds), os.environ.get(KEY_VARIABLE, ""))
