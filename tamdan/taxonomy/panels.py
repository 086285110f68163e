"""What this room declares to the rest (tamdan/core/panels.py)."""

from tamdan.taxonomy.load import load_reference

REFERENCE_LOADERS = [load_reference]
