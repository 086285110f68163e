"""Why the text of a scan was not read. Each says that the scan is still there and what to do: nothing is lost by it."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class ScanRefused(DomainError):
    """Base of what reading a scan refuses."""

    code = "scan-refused"
    status = 422


class ScanEmpty(ScanRefused):
    code = "scan-empty"
    message = _("This file is empty. Scan the paper again, or choose another file.")


class ScanTooLarge(ScanRefused):
    code = "scan-too-large"
    status = 413
    message = _("Text is read from files of up to %(limit)s MB. The scan stays added: type what the paper says.")


class ScanUnknown(ScanRefused):
    code = "scan-unknown"
    message = _(
        "Text is read from PDF, JPEG and PNG alone, and this file is none of them. It stays added: type what it says."
    )


class ScanDamaged(ScanRefused):
    code = "scan-damaged"
    message = _("This file is damaged, so no text can be read from it. Scan the paper again, or type what it says.")


class ScanLocked(ScanRefused):
    code = "scan-locked"
    message = _(
        "This PDF opens with a password only. Ask for it without one, or open it yourself and type what it says."
    )


class ScanTooManyPoints(ScanRefused):
    code = "scan-too-many-points"
    message = _(
        "This picture is %(width)s × %(height)s dots large, which is too much to read. Scan it with 300 dots per inch,"
        " or type what it says."
    )


class ScanTooHard(ScanRefused):
    code = "scan-too-hard"
    message = _(
        "Reading this scan took too much time or memory and was stopped. The scan stays added: type what it says."
    )


class NoReader(ScanRefused):
    """No Tesseract, or none that knows letters of a language of ours."""

    code = "no-reader"
    status = 503
    message = _(
        "This server has no program that reads letters from pictures. The scan stays added: type what the paper says."
    )


class ReaderBusy(ScanRefused):
    code = "reader-busy"
    status = 503
    message = _("This server is reading another scan. Try again in a moment, or type what the paper says.")
