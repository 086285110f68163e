"""What this room declares to the rest (tamdan/core/panels.py)."""

from tamdan.places.load import load_reference

REFERENCE_LOADERS = [load_reference]
