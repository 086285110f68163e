"""A person with a browser, as far as HTTP goes: cookies, forms with their token, files streamed from disk, and what a page says."""

import contextlib
import http.client
import re
import secrets
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from typing import IO

KHMER = re.compile("[ក-៹]")
VOID = frozenset({"br", "input", "img", "link", "meta", "hr", "wbr"})
PIECE = 1 << 20


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def page(self) -> str:
        return self.body.decode("utf-8", errors="replace")

    @property
    def is_page(self) -> bool:
        return "html" in self.headers.get("content-type", "")

    @property
    def place(self) -> str:
        return self.headers.get("location", "")

    def says(self) -> str:
        """The sentence that a person reads first: the alert of the page, else its heading and first paragraph."""
        reader = Sentences()
        reader.feed(self.page)
        return " ".join((reader.alert or reader.opening or self.page[:200]).split())


class Sentences(HTMLParser):
    """Collects the text of the first role="alert", and of the first heading and paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.alert = self.opening = ""
        self.open: list[str] = []
        self.starts: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self.open.append(tag)
        if ("role", "alert") in attrs and not self.alert:
            self.starts["alert"] = len(self.open)
        if tag == "main":
            self.starts["main"] = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        self.starts = {name: depth for name, depth in self.starts.items() if depth <= len(self.open)}

    def handle_data(self, data: str) -> None:
        if "alert" in self.starts:
            self.alert += " " + data
        elif "main" in self.starts and {"h1", "p"} & set(self.open) and len(self.opening) < 300:
            self.opening += " " + data


class Visitor:
    """Keeps cookies; follows nothing. ``origin`` is host:port."""

    def __init__(self, port: int, timeout: float = 120) -> None:
        self.port, self.timeout = port, timeout
        self.cookies: dict[str, str] = {}

    def send(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Answer:
        """``body`` is bytes or an iterable of bytes. An answer that comes before all was read is taken all the same."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                line.request(method, path, body=body, headers={"Cookie": cookie, **(headers or {})})  # type: ignore[arg-type]
            return self._answer(line.getresponse())
        finally:
            line.close()

    def _answer(self, response: http.client.HTTPResponse) -> Answer:
        for given in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(given).items():
                self.cookies[name] = morsel.value
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, headers, response.read())

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def token(self, path: str) -> str:
        page = self.get(path).page
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found, f"no form at {path}: {page[:300]}"
        return found[1]

    def post(self, path: str, fields: dict[str, str], form: str = "") -> Answer:
        """Send the form at ``form`` (else ``path``) with its token."""
        sent = {"csrfmiddlewaretoken": self.token(form or path), **fields}
        body = urllib.parse.urlencode(sent, errors="surrogatepass").encode()
        return self.send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, email: str, password: str) -> None:
        answer = self.post("/en/account/login/", {"login": email, "password": password})
        assert answer.status == 302, f"sign-in: {answer.status} {answer.says()}"

    def upload(self, path: str, file: Path, *, name: str = "", chunked: bool = False) -> Answer:
        """The file by the form of imports, read a megabyte at a time; ``chunked`` leaves its length unsaid."""
        fields = {"csrfmiddlewaretoken": self.token(path), "owner": self.owner(path)}
        head = multipart_head(fields, name or file.name)
        mark = head[2 : head.index(b"\r\n")].decode()
        tail = f"\r\n--{mark}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        if not chunked:
            headers["Content-Length"] = str(len(head) + file.stat().st_size + len(tail))
        with file.open("rb") as stream:
            return self.send("POST", path, pieces(head, stream, tail), headers)

    def owner(self, path: str) -> str:
        found = re.search(r'name="owner" value="(\d+)"', self.get(path).page)
        return found[1] if found else ""


def multipart_head(fields: dict[str, str], name: str) -> bytes:
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    ]
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    # The name as a browser writes it: its letters in UTF-8, only what would end the line or the name escaped.
    parts.append(
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return "".join(parts).encode("utf-8", "surrogatepass")


def pieces(head: bytes, stream: IO[bytes], tail: bytes) -> Iterator[bytes]:
    yield head
    while piece := stream.read(PIECE):
        yield piece
    yield tail


def in_both(send: Callable[[str], Answer], *statuses: int) -> str:
    """Send it in English and in Khmer; status and sentence of both, each in its language. Fails on any other status."""
    english, khmer = send("en"), send("km")
    for answer in (english, khmer):
        assert answer.status in statuses, f"status {answer.status}, expected {statuses}: {answer.says()}"
    assert not KHMER.search(english.says()), f"Khmer on the English page: {english.says()}"
    assert KHMER.search(khmer.says()), f"no Khmer on the Khmer page: {khmer.says()}"
    return f"{english.status} “{english.says()}” “{khmer.says()}”"
