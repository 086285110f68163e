"""Reads a dump of press pages: articles, exact words and who said them, figures, promises (rules: docs/domain/press.md).

A pure library: text in, records out. No database, no network, no model file; nothing here is public until people release it.
"""

from tamdan.press.reading.reader import read, read_bytes

__all__ = ["read", "read_bytes"]
