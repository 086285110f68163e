"""What a matrix is refused for as a whole, and for a single row."""

from django.utils.translation import gettext_lazy as _

from tamdan.imports.errors import ImportRefused


class DamagedDocument(ImportRefused):
    code = "import-damaged-document"
    message = _(
        "The Word document cannot be opened: it is damaged, protected by a password, or of another kind. Open it in Word or "
        "LibreOffice, save it as .docx without a password and choose it again."
    )


class NoMatrix(ImportRefused):
    code = "import-no-matrix"
    message = _(
        "No table of recommendations was found in this document. It needs a table with a row of headings, such as "
        "“Recommendation” and “Position”, and recommendations with their numbers (104.1) below it."
    )


class ReviewUnknown(ImportRefused):
    code = "import-review-unknown"
    message = _(
        "The document does not say which State was reviewed in which session (found: %(state)s, %(session)s). Say it: on the "
        "page of the import under “Change the columns”, or in a terminal as --state SVN --session 20."
    )


class SaidUnknown(ImportRefused):
    code = "import-said-unknown"
    message = _(
        "“%(said)s” is no State or no session that is known here. Write the name or the code of the State (SVN) and the number of "
        "the session (20)."
    )


class SeveralStates(ImportRefused):
    code = "import-several-states"
    message = _(
        "The title of the document names several States (%(states)s). Say which one was reviewed: on the page of the import "
        "under “Change the columns”, or in a terminal as --state SVN --session 20."
    )


REASONS = {
    "number-twice": _(
        "The number %(number)s stands in row %(first)s already, with other words. That row was taken. Correct the number or "
        "the words of this one."
    ),
    "review-differs": _(
        "The row names the document %(symbol)s, but the others name %(other)s: it belongs to another review. Bring each review "
        "as a file of its own."
    ),
    "text-empty": _("The row has a number and no recommendation."),
    "no-recommendation": _(
        "The row has neither a number nor a State nor a position, so it was not taken for a recommendation."
    ),
}
