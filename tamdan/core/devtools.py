"""The DevTools protocol over a pipe, as far as printing needs it: JSON messages with a zero byte after each."""

import json
import os
import select
import subprocess
import time
from typing import Any

ANSWER_TO_REQUESTS = -1
"""The id of our answers to requests of the page; nobody waits for what comes back."""


class BrowserFailed(Exception):
    """The browser stopped, took too long, or refused a command."""


class DevTools:
    """Speaks to one browser. Every request that its page makes for anything is answered with "no content"."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._from = process.stdin, process.stdout.fileno()
        self._ends = time.monotonic() + seconds
        self._read = bytearray()
        self._last = 0

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """The result of one command. Raises BrowserFailed."""
        self._last += 1
        waited_for = self._last
        self._send({"id": waited_for, "method": method, "params": params, "sessionId": session})
        while True:
            message = self._receive()
            if message.get("method") == "Fetch.requestPaused":
                self._refuse(message)
            if message.get("id") == waited_for:
                if "error" in message:
                    raise BrowserFailed(f"{method}: {message['error'].get('message', '')}")
                result: dict[str, Any] = message["result"]
                return result

    def _refuse(self, message: dict[str, Any]) -> None:
        # 204 rather than an error: a page that tries to go elsewhere stays where it is instead of showing an error page.
        params = {"requestId": message["params"]["requestId"], "responseCode": 204}
        answer = {"id": ANSWER_TO_REQUESTS, "method": "Fetch.fulfillRequest", "params": params}
        self._send({**answer, "sessionId": message.get("sessionId", "")})

    def _send(self, message: dict[str, Any]) -> None:
        if not message["sessionId"]:
            del message["sessionId"]
        try:
            self._to.write(json.dumps(message).encode() + b"\0")
            self._to.flush()
        except OSError as error:
            raise BrowserFailed("the browser stopped") from error

    def _receive(self) -> dict[str, Any]:
        while (end := self._read.find(b"\0")) < 0:
            left = self._ends - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                raise BrowserFailed("the browser took too long")
            piece = os.read(self._from, 2**16)
            if not piece:
                raise BrowserFailed("the browser stopped")
            self._read += piece
        message: dict[str, Any] = json.loads(self._read[:end])
        del self._read[: end + 1]
        return message
