"""This room's rows of the permission matrix."""

from tests.matrix import EVERYBODY, Row

ROWS = [Row("search:results", EVERYBODY)]
