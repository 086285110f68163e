"""Small files that are there whole or not at all, also after a power cut."""

import os
from pathlib import Path


def replace(path: Path, text: str) -> None:
    """Write a whole file or none of it, durable when this returns; its folder is made when absent, for us alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
