"""What the vault refuses, each with a sentence that says what to do."""

import errno

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class VaultError(DomainError):
    code = "vault-refused"
    message = _("The file cannot be kept.")


class FileTooLarge(VaultError):
    code = "file-too-large"
    status = 413
    message = _(
        "The file is larger than the %(limit)s MB that are allowed here. "
        "Send it in parts, or ask the administrator to raise the limit."
    )


class EmptyFile(VaultError):
    code = "file-empty"
    status = 422
    message = _("The file is empty. Check that it was saved and copied completely, then choose it again.")


class QuotaExceeded(VaultError):
    code = "quota-exceeded"
    status = 413
    message = _(
        "With this file your body would keep %(used)s MB here; it may keep %(allowed)s MB. Ask the administrator for more room."
    )


class DiskFull(VaultError):
    code = "disk-full"
    status = 507
    message = _(
        "The disk of this installation has too little free space left to keep the file. Nothing was stored. "
        "Ask the administrator to free some space, then send the file again."
    )


class StoreNotWritable(VaultError):
    code = "store-not-writable"
    status = 503
    message = _(
        "The folder of files cannot be written. Nothing was stored. Ask the administrator to run “tamdan doctor”."
    )


class StoreNotReachable(VaultError):
    code = "store-not-reachable"
    status = 503
    message = _(
        "The server that keeps the files does not answer as it should. Nothing was stored or changed. Try again in a few "
        "minutes; if it lasts, ask the administrator to have the server looked at."
    )


class FileMissing(VaultError):
    code = "file-missing"
    status = 500
    message = _("The stored file cannot be found. Ask the administrator to restore it from a backup.")


class FileDamaged(VaultError):
    code = "file-damaged"
    status = 500
    message = _(
        "The stored file is no longer what was handed in: its bytes changed. It is not shown. "
        "Ask the administrator to restore it from a backup."
    )


class NoRoomForLetter(VaultError):
    """The disk of letters is full or read-only. A complainant is told what to do, with the number to call where there is one."""

    status = 507
    by_telephone = message = VaultError.message

    def __init__(self) -> None:
        super().__init__(telephone=settings.TELEPHONE)

    def __str__(self) -> str:
        return str(self.by_telephone if settings.TELEPHONE else self.message) % self.values


class NoRoomForFiles(NoRoomForLetter):
    code = "no-room-for-files"
    message = _(
        "This installation cannot take files now, because its disk is full or cannot be written. Keep them on your phone and send "
        "the letter without them, or call the office. You can add them later."
    )
    by_telephone = _(
        "This installation cannot take files now, because its disk is full or cannot be written. Keep them on your phone and send "
        "the letter without them, or call %(telephone)s. You can add them later."
    )


class NoRoomForLetters(NoRoomForLetter):
    code = "no-room-for-letters"
    message = _(
        "This installation cannot keep letters now, because its disk is full or cannot be written. Nothing was stored. "
        "Keep the letter on your phone and call the office; send it again later."
    )
    by_telephone = _(
        "This installation cannot keep letters now, because its disk is full or cannot be written. Nothing was stored. "
        "Keep the letter on your phone and call %(telephone)s; send it again later."
    )


class TooMuchForOneLetter(VaultError):
    code = "letter-too-large"
    status = 413
    message = _(
        "All files of one letter together may have %(limit)s MB at most. Leave some out; you can add them later with your receipt."
    )


class BeyondTicket(VaultError):
    code = "beyond-ticket"
    status = 413
    message = _(
        "More is sent than was announced. Nothing of this part was stored. Send the letter again from its beginning."
    )


class SegmentTooLarge(VaultError):
    code = "segment-too-large"
    status = 413
    message = _(
        "This part is longer than the %(limit)s bytes that one may have. Nothing of it was stored. Load the page again."
    )


class TicketRefused(VaultError):
    code = "ticket-refused"
    status = 403
    message = _(
        "The permission to send files is missing or older than a day. Nothing was stored. Send again: you get a new one."
    )


class UploadUnknown(VaultError):
    code = "upload-unknown"
    status = 404
    message = _("This upload is not known here any longer. Begin it again.")


class WrongOffset(VaultError):
    code = "wrong-offset"
    status = 409
    message = _("%(offset)s bytes of this part are here already. Go on from there.")


class UploadMalformed(VaultError):
    code = "upload-malformed"
    message = _("This upload cannot be understood. Nothing was stored. Load the page again.")


class WrongContentType(UploadMalformed):
    code = "wrong-content-type"
    status = 415


class WrongVersion(UploadMalformed):
    code = "wrong-version"
    status = 412


class ChecksumDiffers(VaultError):
    code = "checksum-differs"
    status = 460
    """What tus 1.0.0 calls "Checksum Mismatch"."""
    message = _(
        "What arrived is not what was sent: it was changed on its way. It was thrown away. Send this part again."
    )


class BlobsMissing(VaultError):
    code = "blobs-missing"
    status = 422
    message = _(
        "Some parts of the letter's files have not arrived. Nothing was stored. Send them, then the letter again."
    )


def of_system(error: OSError) -> VaultError:
    """The refusal that an error of the operating system means, for a file that was to be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull()
    return StoreNotWritable()
