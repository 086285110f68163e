"""What the press room refuses, in full sentences that say what to do."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class PressRefused(DomainError):
    """Base of what this room refuses."""


class NothingPasted(PressRefused):
    code = "press-nothing-pasted"
    message = _("There is no text. Copy the article, or several, and paste it into the field.")


class CapturedAlready(PressRefused):
    code = "press-captured-already"
    status = 409
    message = _("The same text was captured already on %(day)s: %(name)s. Open it in the list of captures.")

    def __init__(self, capture_id: int, **values: object) -> None:
        self.capture_id = capture_id
        super().__init__(**values)


class RemovedBefore(PressRefused):
    code = "press-removed-before"
    status = 409
    message = _("This text was captured on %(day)s and removed since: %(why)s It is not taken in again.")


class UnknownKind(PressRefused):
    code = "press-unknown-kind"
    message = _(
        "This kind of file cannot be read (`%(type)s`). Choose a text file, a saved web page, a PDF, a Word document or an e-mail."
    )


class TooLong(PressRefused):
    code = "press-too-long"
    message = _("The file holds more text than the reader takes at once (%(limit)s MB). Split it into several files.")


class TooManyPages(PressRefused):
    code = "press-too-many-pages"
    message = _(
        "The document has %(pages)s pages; at most %(limit)s are read at once. Save the pages that you need as a new file."
    )


class DamagedFile(PressRefused):
    code = "press-damaged-file"
    message = _(
        "The file is damaged or protected by a password and cannot be opened. Save it again without a password."
    )


class NoText(PressRefused):
    code = "press-no-text"
    message = _("No text was found in this file. Open it and look whether it shows the article.")


class EncodingUnknown(PressRefused):
    code = "press-encoding-unknown"
    message = _("The characters of this text cannot be read. Save it as UTF-8 and bring it again.")


class LegacyKhmer(PressRefused):
    code = "press-legacy-khmer"
    message = _(
        "This text was typed in an old Khmer font, which is not Unicode. Convert it, save it as UTF-8 and bring it again."
    )


class CharactersLost(PressRefused):
    code = "press-characters-lost"
    message = _(
        "The Khmer letters of this text were lost: question marks stand for them. Copy the pages again and save them as UTF-8."
    )


class ReadingBroke(PressRefused):
    code = "press-reading-broke"
    status = 500
    message = _(
        "The reading stopped because of a fault in the program. The original is kept. Tell the administrator, who finds the reason "
        "in the log."
    )


class BrokeOff(PressRefused):
    code = "press-broke-off"
    status = 500
    message = _(
        "The program was ended twice while it read this. The original and what was read so far are kept. Read it again; if it breaks "
        "off again, split the file."
    )


class ReadingStopped(PressRefused):
    code = "press-reading-stopped"
    status = 409
    message = _(
        "The reading was stopped by a person. The original and what was read so far are kept; “Go on reading” goes on with it."
    )


class NotBeingRead(PressRefused):
    code = "press-not-being-read"
    status = 409
    message = _("This is not being read any more. Load the page again to see what became of it.")


class AddressRefused(PressRefused):
    code = "press-address-refused"
    message = _("The address `%(address)s` is not one of the public web and is not fetched.")


class AddressWrong(PressRefused):
    code = "press-address-wrong"
    message = _(
        "This address is not fetched. One of the web begins with https:// or http://, names a host, and has neither a password nor an "
        "unusual port."
    )


class TooManyRedirects(PressRefused):
    code = "press-too-many-redirects"
    status = 502
    message = _(
        "The address leads on to others without end (more than %(limit)s times). Look in a browser where it ends."
    )


class NotReached(PressRefused):
    code = "press-not-reached"
    status = 502
    message = _("The server of `%(host)s` did not answer. It will be tried again.")


class TooSlow(PressRefused):
    code = "press-too-slow"
    status = 504
    message = _("The server of `%(host)s` was too slow: after %(seconds)s seconds the page was not there.")


class TooLargeToFetch(PressRefused):
    code = "press-too-large-to-fetch"
    status = 502
    message = _("The page is larger than %(limit)s MB and was not fetched.")


class Answered(PressRefused):
    code = "press-answered"
    status = 502
    message = _("The server of `%(host)s` answered with status %(status)s.")


class LyingType(PressRefused):
    code = "press-lying-type"
    status = 502
    message = _("The server says that this is `%(said)s`, but it is `%(found)s`. It was not taken.")


class NoFeed(PressRefused):
    code = "press-no-feed"
    message = _("There is no feed at this address. Look on the outlet's page for the address of its RSS or Atom feed.")


class NotAllowedByRobots(PressRefused):
    code = "press-not-allowed-by-robots"
    message = _("The outlet asks programs not to read this page (robots.txt), so only what its feed carries is kept.")


class NoDueDay(PressRefused):
    code = "press-no-due-day"
    message = _("The commitment has no day by which it is due. Give one, then start the clock.")


class JoinedToItself(PressRefused):
    code = "press-joined-to-itself"
    status = 409
    message = _("Both are one article already. Choose another one.")


class IsRead(PressRefused):
    code = "press-is-being-read"
    status = 409
    message = _("This capture is being read. Wait until its page says that it is done.")
