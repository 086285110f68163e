"""What this room refuses, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class LanguageError(DomainError):
    code = "language"


class DateUnreadable(LanguageError):
    """``text`` holds no date in a form that is known."""

    code = "date_unreadable"
    message = _("“%(text)s” is not a date that can be read. Write day, month and year, for example 21/01/2025.")


class DateUnclear(LanguageError):
    """``text`` can be read as more than one date."""

    code = "date_unclear"
    message = _("“%(text)s” can be read as more than one date. Write one date with its year in the Common Era.")


class NumberUnreadable(LanguageError):
    code = "number_unreadable"
    message = _("“%(text)s” is not a number that can be read. Write digits, in either script.")


class NumberUnclear(LanguageError):
    """A mark before exactly three digits parts thousands for one writer and decimals for the other."""

    code = "number_unclear"
    message = _("“%(text)s” may mean %(first)s or %(second)s. Write it without a mark between thousands.")


class EncodingUnknown(LanguageError):
    code = "encoding_unknown"
    message = _(
        "The characters of this file cannot be read. Save it as UTF-8 (in Excel: “CSV UTF-8”) and import it again."
    )


class LegacyKhmer(LanguageError):
    """Text typed for a font such as Limon or ABC, which stores Khmer as Latin letters."""

    code = "legacy_khmer"
    message = _(
        "This text was typed in an old Khmer font (Limon, ABC or similar), which is not Unicode. "
        "Convert it to Unicode with a Khmer converter, save it as UTF-8 and import it again."
    )


class CharactersLost(LanguageError):
    """A program wrote question marks for letters that its encoding does not have; they cannot be brought back."""

    code = "characters_lost"
    message = _(
        "The Khmer letters of this file were lost when it was saved: question marks stand for them. "
        "Open the original, save it as UTF-8 (in Excel: “CSV UTF-8”) and import it again."
    )
