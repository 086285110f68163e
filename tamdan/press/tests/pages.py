"""Pages for the walks over the whole system (tests/pages.py)."""

from tamdan.press.tests import pages_office, pages_people

PAGES = [*pages_office.PAGES, *pages_people.PAGES]
