"""What an import refuses as a whole, each with a sentence that says what to do. Single rows are refused by ``reasons``."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.language.templatetags.language import localnum


class ImportRefused(DomainError):
    """Base of this room's refusals."""

    code = "import-refused"
    status = 422


class EmptyTable(ImportRefused):
    code = "import-empty"
    message = _(
        "The file has column names at most, and no rows. Check that you chose the right file and that it "
        "was saved with its rows."
    )


class NotATable(ImportRefused):
    code = "import-not-a-table"
    message = _(
        "No columns were found in this file. Its columns must be parted by a comma, a semicolon or a tab,"
        " and the first row must hold their names. Save the sheet again as “CSV UTF-8”."
    )


class TooManyColumns(ImportRefused):
    code = "import-too-many-columns"
    message = _("The file has more than %(limit)s columns. Keep only the columns that you need and save it again.")


class TooManyRows(ImportRefused):
    code = "import-too-many-rows"
    message = _("The file has more than %(limit)s rows. Cut it into several files.")


class UnclosedQuote(ImportRefused):
    code = "import-unclosed-quote"
    message = _(
        "A quotation mark that opens in row %(row)s is never closed, so the rest of the file cannot be "
        "read. The file may be cut off: copy it again, or close the mark."
    )


class UnknownEncoding(ImportRefused):
    code = "import-unknown-encoding"
    message = _(
        "The letters of this file cannot be read: it is in no known encoding, or in an old Khmer font "
        "such as Limon. Convert it to Unicode, save it as “CSV UTF-8” and choose it again."
    )


class LettersLost(ImportRefused):
    code = "import-letters-lost"
    message = _(
        "Question marks stand where letters should be: they were lost when the file was saved (row "
        "%(row)s is the first). Open the original and save it as “CSV UTF-8”, not as “CSV”."
    )


class OldOffice(ImportRefused):
    code = "import-old-office"
    message = _(
        "This is a file of Word or Excel from before 2007, or one protected by a password. Open it in Word, Excel or "
        "LibreOffice, save it as .docx or .xlsx without a password and choose the new file."
    )


class NotReadable(ImportRefused):
    code = "import-not-readable"
    message = _("This kind of file cannot be imported (%(type)s). Choose a .csv, .xlsx, .docx or .json file.")


class Damaged(ImportRefused):
    code = "import-damaged"
    message = _(
        "The workbook is damaged or protected by a password and cannot be opened. Open it in a "
        "spreadsheet program, save it again without a password and choose it again."
    )


class TooLargeInside(ImportRefused):
    code = "import-too-large-inside"
    message = _(
        "The file unpacks to far more than a table of this kind can hold, so it was not opened. Save only the sheet or the "
        "pages with the rows as a new file."
    )


class NoRecords(ImportRefused):
    code = "import-no-records"
    message = _(
        "This JSON file is no list of records: record %(record)s is none. Choose the file as it was downloaded."
    )


class CutOff(ImportRefused):
    code = "import-cut-off"
    message = _(
        "The file breaks off or is damaged after record %(record)s. Nothing was stored. Download it again and choose the new file."
    )


class UnknownFormat(ImportRefused):
    code = "import-unknown-format"
    message = _(
        "It is not clear what this file holds. Its columns are: %(columns)s. Say which format it is "
        "(%(formats)s), or map its columns on the page of imports."
    )


class NoSuchFormat(ImportRefused):
    code = "import-no-such-format"
    message = _("There is no format named %(format)s. Known ones: %(formats)s.")


class ColumnsMissing(ImportRefused):
    code = "import-columns-missing"
    message = _(
        "These columns were not found and are needed: %(fields)s. Map them by hand, or check that this is"
        " the right file."
    )


class ColumnTwice(ImportRefused):
    code = "import-column-twice"
    message = _("One column was chosen for two fields (%(fields)s). Choose each column once.")


class FileErased(ImportRefused):
    code = "import-file-erased"
    status = 410
    message = _("The file of this import was erased. Bring the file again as a new import.")


class FileInUse(ImportRefused):
    code = "import-file-in-use"
    status = 409
    message = _("An import is reading this file now. Cancel the import or wait for its end, then erase the file.")


class WrongStep(ImportRefused):
    code = "import-wrong-step"
    status = 409
    message = _("This import is now: %(state)s. Open its page again to see what can be done.")


class AlreadyRunning(ImportRefused):
    code = "import-already-running"
    status = 409
    message = _("This import is being stored already. Its page shows how far it is.")


class TooLateToUndo(ImportRefused):
    code = "import-too-late-to-undo"
    status = 409
    message = _(
        "This import was stored more than %(days)s days ago and can no longer be undone as a whole. "
        "Correct its records one by one."
    )


class LaterChange(ImportRefused):
    code = "import-later-change"
    status = 409
    message = _("The import cannot be undone, because later work stands on it: %(records)s. Take that back first.")


class NothingBrought(ImportRefused):
    code = "import-nothing-to-publish"
    status = 409
    message = _("There is nothing to publish: everything that this import brought is public already.")


class Cancelled(ImportRefused):
    code = "import-cancelled"
    status = 409
    message = _("The import was cancelled. Nothing of it was stored.")


class Broken(ImportRefused):
    code = "import-broken"
    status = 500
    message = _(
        "The import stopped because of a fault in the program. Nothing was stored. Tell the administrator, who finds the reason in the log."
    )


class BrokenOff(ImportRefused):
    code = "import-broken-off"
    status = 500
    message = _(
        "The import broke off before its end: the program or the database was stopped. Nothing was stored. Check the file again,"
        " then store it."
    )


def kept(error: DomainError) -> dict[str, object]:
    """A refusal as a row keeps it, for ``sentence_of``."""
    return {"code": error.code, "values": {name: str(value) for name, value in error.values.items()}}


def sentence_of(code: str, values: dict[str, object]) -> str:
    """The sentence of a refusal that was kept by its code, in the reader's language; any room may have raised it."""
    found = {error.code: error for error in _all(DomainError)}
    shown = {name: localnum(str(value)) if str(value).isdecimal() else value for name, value in values.items()}
    return str(found.get(code, ImportRefused)(**shown))


def _all(error: type[DomainError]) -> Iterator[type[DomainError]]:
    yield error
    for further in error.__subclasses__():
        yield from _all(further)
