"""An invented State to try everything on."""

COUNTRY = "xa"
TELEPHONE = "+999 23 555 012"
"""Under a country code that nobody has (ITU-T E.164), so that nobody is called by it."""
