"""What the vault refuses, each with a sentence that says what to do."""

import errno

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


def of_system(error: OSError) -> VaultError:
    """The refusal that an error of the operating system means, for a file that was to be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull()
    return StoreNotWritable()
