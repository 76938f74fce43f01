"""A server that speaks the chat protocol of OpenAI (llama.cpp, Ollama, vLLM and others), at an address that the operator gave."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

LONGEST_REPLY = 8000
"""Characters; a rephrased answer is shorter than its sources, and a server that never ends is not waited for."""
CONNECT_SECONDS = 5.0

Message = dict[str, str]


class LanguageModelError(Exception):
    """The server gave no reply; ``code`` is ``llm_unreachable``, ``llm_timeout``, ``llm_refused`` (detail: its status) or ``llm_bad_reply``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class ChatModel(Protocol):
    """Replies to messages."""

    def reply(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the reply piece by piece; raises LanguageModelError."""


@dataclass(frozen=True, slots=True)
class ChatServer:
    """``url`` is the base (``http://127.0.0.1:8080/v1``), ``model`` the name the server knows, ``seconds`` the most a reply may take.

    ``key`` is sent as bearer token where one is given. Redirects and proxies of the environment are not followed: the text goes to this address alone.
    """

    url: str
    model: str
    seconds: float = 60.0
    key: str = ""

    def reply(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the reply as it comes, ``LONGEST_REPLY`` characters at most; raises LanguageModelError."""
        import httpx

        asked = {"model": self.model, "messages": list(messages), "temperature": 0, "stream": True}
        headers = [(b"Authorization", f"Bearer {self.key}".encode())] if self.key else []
        ending = monotonic() + self.seconds
        timeout = httpx.Timeout(self.seconds, connect=min(CONNECT_SECONDS, self.seconds))
        told = 0
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=False) as client,
                client.stream(
                    "POST", f"{self.url.rstrip('/')}/chat/completions", json=asked, headers=headers
                ) as response,
            ):
                if response.status_code != 200:
                    raise LanguageModelError("llm_refused", str(response.status_code))
                for piece in _pieces(response.iter_lines()):
                    if monotonic() > ending:
                        raise LanguageModelError("llm_timeout", f"{self.seconds:g}")
                    yield piece[: LONGEST_REPLY - told]
                    told += len(piece)
                    if told >= LONGEST_REPLY:
                        return
        except httpx.TimeoutException as error:
            raise LanguageModelError("llm_timeout", f"{self.seconds:g}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise LanguageModelError("llm_unreachable", self.url) from error


def _pieces(lines: Iterator[str]) -> Iterator[str]:
    """Yield the text in the lines of a reply: events of a stream, or one JSON value from a server that does not stream."""
    whole: list[str] = []
    for line in lines:
        if line.startswith("data:"):
            data = line.removeprefix("data:").strip()
            if data == "[DONE]":
                return
            yield _text(data, "delta")
        elif line.strip() and not line.startswith((":", "event:", "id:", "retry:")):
            whole.append(line)
            if sum(map(len, whole)) > 10 * LONGEST_REPLY:
                raise LanguageModelError("llm_bad_reply")
    if whole:
        yield _text("\n".join(whole), "message")


def _text(data: str, field: str) -> str:
    try:
        choices = json.loads(data)["choices"]
        content = choices[0].get(field, {}).get("content") if choices else ""
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise LanguageModelError("llm_bad_reply") from error
    if content is not None and not isinstance(content, str):
        raise LanguageModelError("llm_bad_reply")
    return content or ""
