"""From a file as it was captured to the text that is read: what kind it is by its bytes, then one module for each kind."""

from tamdan.press.extracting.kinds import Extracted, extract, kind_of

__all__ = ["Extracted", "extract", "kind_of"]
