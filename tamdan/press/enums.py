"""Words of the press: where text comes from, how far it is read, what stands in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutletKind(models.TextChoices):
    NEWSPAPER = "newspaper", _("Newspaper or magazine")
    AGENCY = "agency", _("News agency")
    BROADCASTER = "broadcaster", _("Radio or television")
    SITE = "site", _("News site")
    ACCOUNT = "account", _("Account on a social network")
    INSTITUTION = "institution", _("A body's own pages")
    OTHER = "other", _("Other outlet")


class How(models.TextChoices):
    """How a text came in."""

    PASTED = "pasted", _("Pasted")
    TEXT = "text", _("Text file")
    PAGE = "page", _("Saved web page")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    EMAIL = "email", _("E-mail")
    FEED = "feed", _("Feed")


class CaptureState(models.TextChoices):
    WAITING = "waiting", _("Waits to be read")
    READING = "reading", _("Being read")
    READ = "read", _("Read")
    FAILED = "failed", _("Could not be read")


CAPTURE_TRANSITIONS: dict[str, frozenset[str]] = {
    CaptureState.WAITING: frozenset({CaptureState.READING, CaptureState.FAILED}),
    CaptureState.READING: frozenset({CaptureState.READ, CaptureState.FAILED, CaptureState.READING}),
    CaptureState.READ: frozenset({CaptureState.READING}),
    CaptureState.FAILED: frozenset({CaptureState.READING}),
}
"""What may follow; a reading that broke off begins again, and a capture is read again by a newer reader."""


class Note(models.TextChoices):
    """What the reader says of a capture as a whole; more than one may hold."""

    EMPTY = "empty", _("The page is empty.")
    LOGIN = "login", _("This is a page that asks to sign in, not the article behind it.")
    COOKIES = "cookies", _("This is a page that asks to accept cookies, not the article behind it.")
    NO_ARTICLE = "no-article", _("No article was found in this text.")
    MIXED_ENCODINGS = (
        "mixed-encodings",
        _("The lines are in more than one encoding; each was read in its own. Look at them."),
    )
    REPAIRED = "repaired", _("Letters that another program had garbled were put right. Look at them.")
    DAMAGED_LAYER = (
        "damaged-layer",
        _("The Khmer text inside this PDF is damaged. Compare it with the pages as they look."),
    )
    READ_FROM_IMAGE = (
        "read-from-image",
        _("The words were read from the pictures of the pages. Check them against the pages."),
    )
    NO_RECOGNITION = (
        "no-recognition",
        _(
            "Some pages are pictures or hold damaged text, and no program for reading pictures (Tesseract) is installed here."
        ),
    )
    LYING_TYPE = "lying-type", _("The file is of another kind than its name says; it was read as what it is.")


class FeedState(models.TextChoices):
    """How the last look at a feed went."""

    NEVER = "never", _("Not fetched yet")
    FRESH = "fresh", _("Fetched")
    UNCHANGED = "unchanged", _("Nothing new since the last time")
    FAILED = "failed", _("Could not be fetched")


class Takes(models.TextChoices):
    """What of a feed's entry is kept."""

    ENTRY = "entry", _("The text that the feed itself carries")
    PAGE = "page", _("The page that the entry leads to")


class ArticleKind(models.TextChoices):
    NEWS = "news", _("News")
    OP_ED = "op-ed", _("Opinion")
    PROFILE = "profile", _("Profiles")
    TEASER = "teaser", _("Teaser")


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    KHMER = "km", _("Khmer")
    BOTH = "en+km", _("English and Khmer")


class Mark(models.TextChoices):
    """What an outlet says about its own article, or the article about itself."""

    CORRECTION = "correction", _("Corrected by the outlet")
    REMOVED = "removed", _("Removed by the outlet")
    SATIRE = "satire", _("Satire")


class Likeness(models.TextChoices):
    """How one article repeats another one."""

    SAME = "same", _("The same words")
    NEAR = "near", _("Nearly the same words")
    VERSION = "version", _("Another language of the same text")


class SpeakerKind(models.TextChoices):
    PERSON = "person", _("Person")
    BODY = "body", _("Body")
    STATE = "state", _("State")
    GROUP = "group", _("Group of people")


class Side(models.TextChoices):
    """From where somebody speaks; it says nothing about whether it is true."""

    GOVERNMENT = "government", _("Government")
    OPPOSITION = "opposition", _("Opposition")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    UN = "un", _("United Nations")
    FOREIGN_STATE = "foreign-state", _("Foreign State")
    EXPERT = "expert", _("Expert")
    COURT = "court", _("Court")
    OTHER = "other", _("Other")


class Manner(models.TextChoices):
    DIRECT = "direct", _("In quotation marks")
    INDIRECT = "indirect", _("Reported without quotation marks")


class MentionKind(models.TextChoices):
    PERSON = "person", _("Person")
    BODY = "body", _("Body")
    STATE = "state", _("State")
    PLACE = "place", _("Place")
    DATE = "date", _("Date")


class PairKind(models.TextChoices):
    """What two statements or figures from different mouths are to each other."""

    CONTRADICTS = "contradicts", _("contradicts")
    TENSION = "tension", _("stands against")
    REPEATS = "repeats", _("says the same")
    ANSWERS = "answers", _("answers")
    DISAGREES = "disagrees", _("gives another figure")
