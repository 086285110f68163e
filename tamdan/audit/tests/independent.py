"""Verifies a receipt's proof without this project: ``python independent.py NAME BASE64_KEY LEAF_HEX < proof``; prints the log's size.

C2SP tlog-proof, signed-note and tlog-checkpoint, and RFC 9162 2.1.3.2, by the standard library and one library for Ed25519.
"""

import base64
import hashlib
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signed_text(note: str, name: str, key: bytes) -> str:
    text, signatures = note.rsplit("\n\n", 1)
    hint = hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]
    for line in signatures.splitlines():
        dash, signer, value = line.split(" ")
        raw = base64.b64decode(value)
        if (dash, signer, raw[:4]) == ("\u2014", name, hint):
            Ed25519PublicKey.from_public_bytes(key).verify(raw[4:], f"{text}\n".encode())
            return text
    raise ValueError("not signed by this key")


def root_from(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    node, last = leaf, size - 1
    for other in path:
        if last == 0:
            raise ValueError("the proof is too long")
        if index % 2 or index == last:
            node = hashlib.sha256(b"\x01" + other + node).digest()
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + other).digest()
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return node


def verify(proof: str, name: str, key: bytes, leaf: bytes) -> int:
    head, note = proof.split("\n\n", 1)
    lines = [line for line in head.splitlines()[1:] if not line.startswith("extra ")]
    origin, size, root = signed_text(note, name, key).splitlines()[:3]
    path = [base64.b64decode(line) for line in lines[1:]]
    if origin != name or root_from(leaf, int(lines[0].split()[1]), int(size), path) != base64.b64decode(root):
        raise ValueError("the entry is not in the log")
    return int(size)


if __name__ == "__main__":
    print(verify(sys.stdin.read(), sys.argv[1], base64.b64decode(sys.argv[2]), bytes.fromhex(sys.argv[3])))  # noqa: T201
