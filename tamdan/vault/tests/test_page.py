"""Uploading from a real page under the policy of the complaint pages: trusted types, scripts of this site alone, nothing stored."""

import base64
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tamdan.vault.blobs import LARGEST, open_blob
from tamdan.vault.tests.cutting import CuttingLine
from tamdan.vault.tests.sending import LETTER
from tests.browser import launch, use_our_node

ROOT = Path(__file__).resolve().parents[3]
NODE = shutil.which("node", path=f"{ROOT / '.venv/node-bin'}{os.pathsep}{os.environ.get('PATH', '')}")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
SEND = """async ([letter, text, digest, integrity]) => {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  let longest = 0, last = performance.now();
  const frames = setInterval(() => { longest = Math.max(longest, performance.now() - last); last = performance.now(); }, 5);
  const ticket = await uploader.newTicket(letter, bytes.length);
  clearInterval(frames);
  const tus = await uploader.loadUploader("/static/upload.js", integrity);
  const seen = [];
  await tus.uploadSegment(bytes, digest, ticket, (sent) => seen.push(sent));
  await tus.uploadSegment(bytes, digest, ticket);
  const wrong = await tus.uploadSegment(bytes, "0".repeat(64), { ...ticket, token: "guessed" }).catch((error) => error);
  const stored = [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length];
  return { last: seen.pop(), longest, wrong: [wrong.name, wrong.status, wrong.code, wrong.message], stored };
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(NODE is None, reason="needs node, which `make` fetches"),
]


def test_a_page_uploads_over_a_line_that_breaks(served, tmp_path):
    subprocess.run([NODE, Path(__file__).with_name("bundle.mjs"), tmp_path], cwd=ROOT, check=True)
    content = os.urandom(LARGEST)
    digest = hashlib.sha256(content).hexdigest()
    line = CuttingLine(served, cuts=3, most=LARGEST // 2, seed=7)
    told, violations = in_page(tmp_path, "http://{}:{}".format(*line.address), content, digest)
    line.close()
    assert violations == []
    assert len(line.cut_at) == 3
    assert told["last"] == LARGEST
    assert told["wrong"][:3] == ["UploadRefused", 403, "ticket-refused"]
    assert "permission to send files" in told["wrong"][3]
    assert told["stored"] == [0, 0, "", 0], "something stays on the telephone"
    with open_blob(digest) as stream:
        assert stream.read() == content


def in_page(folder, origin, content, digest):
    """What SEND gives, and what the browser said of the policy."""
    script = (folder / "upload.js").read_bytes()
    integrity = "sha384-" + base64.b64encode(hashlib.sha384(script).digest()).decode()
    said = []
    use_our_node()
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        tab = browser.new_page()
        tab.on("console", lambda message: said.append(message.text))
        page = {"headers": {"content-security-policy": POLICY}, "content_type": "text/html", "body": "<html lang=en>"}
        tab.route("**/letter", lambda route: route.fulfill(**page))
        tab.route("**/upload.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
        tab.goto(f"{origin}/letter")
        tab.evaluate((folder / "uploader.js").read_text() + "; globalThis.uploader = uploader; undefined")
        told = tab.evaluate(SEND, [LETTER, base64.b64encode(content).decode(), digest, integrity])
        browser.close()
    return told, [text for text in said if "Content Security Policy" in text or "Trusted" in text]
