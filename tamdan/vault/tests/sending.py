"""A sender's device, as far as HTTP goes."""

import base64
import hashlib
import os

from tamdan.core.tests.solving import solution
from tamdan.vault.tickets import issue
from tamdan.vault.uploading import begin

LETTER = "a1" * 16
TUS = {"tus-resumable": "1.0.0"}
BODY = "application/offset+octet-stream"


def some_bytes(size=5000):
    """Bytes nobody sent before, and their SHA-256 in hexadecimal."""
    content = os.urandom(size)
    return content, hashlib.sha256(content).hexdigest()


def an_upload(size=5000):
    token, _ticket = issue(LETTER, size)
    return begin(token, LETTER, some_bytes(size)[1], size)


def metadata(**named):
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in named.items())


def checksum(content, algorithm="sha256"):
    return f"{algorithm} {base64.b64encode(hashlib.sha256(content).digest()).decode()}"


class Device:
    """Sends by Django's test client; ``headers`` in lower case override."""

    def __init__(self, client, size=1 << 21, letter=LETTER):
        self.client, self.letter = client, letter
        response = self.ticket(size)
        assert response.status_code == 201, response.content
        self.token = response.json()["token"]

    def ticket(self, size, proof=None):
        proof = solution("ticket") if proof is None else proof
        return self.client.post(
            "/tickets", {"letter": self.letter, "bytes": size}, "application/json", headers={"x-effort": proof}
        )

    def send(self, method, path, body=b"", content_type=BODY, **headers):
        return self.client.generic(method, path, body, content_type, headers={**TUS, **headers})

    def create(self, digest, length, body=b"", **headers):
        named = metadata(letter=self.letter, sha256=digest, ticket=self.token)
        return self.send(
            "POST", "/uploads", body, **{"upload-length": str(length), "upload-metadata": named, **headers}
        )

    def begin(self, digest, length, body=b"", **headers):
        """The address of a new upload."""
        response = self.create(digest, length, body, **headers)
        assert response.status_code == 201, response.content
        return response["Location"]

    def patch(self, path, at, body, **headers):
        return self.send("PATCH", path, body, **{"upload-offset": str(at), **headers})

    def offset(self, path):
        response = self.send("HEAD", path)
        return int(response["Upload-Offset"]) if response.status_code == 200 else response.status_code
