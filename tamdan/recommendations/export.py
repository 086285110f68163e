"""The register as JSON, in the shape that docs/domain/recommendations.md promises to whoever reads it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from tamdan.core.access import Viewer
from tamdan.links.models import Tag
from tamdan.recommendations.imports.matching import KIND
from tamdan.recommendations.models import (
    PositionTaken,
    Recommendation,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)
