"""This room's rows of the permission matrix."""

from tamdan.press.tests import matrix_bearing, matrix_office, matrix_people

ROWS = [*matrix_office.ROWS, *matrix_people.ROWS, *matrix_bearing.ROWS]
