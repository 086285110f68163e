"""Bytes in a bucket of an S3-compatible server, each file under the address that it would have in the folder.

Needs boto3 (``requirements/s3.lock``). Keys come as boto3 finds them: environment, its own file, or the machine's role.
"""

import base64
import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from tamdan.vault.errors import DiskFull, FileMissing, FileTooLarge, StoreNotReachable, VaultError
from tamdan.vault.store import Taken, address

ONE_PUT = 5 << 30
"""The most that one request may carry (Amazon S3, "PutObject"); in one request the server checks our SHA-256 itself."""
READ_AHEAD = 1 << 20
ABSENT = {"404", "NoSuchKey", "NotFound"}
REFUSALS: dict[str, type[VaultError]] = {"QuotaExceeded": DiskFull, "XMinioStorageFull": DiskFull}


@cache
def _client(endpoint: str | None, region: str | None) -> Any:
    """Slow to make and safe to share between threads. Checksums beyond our own SHA-256 are left to servers that demand them."""
    config = Config(
        connect_timeout=10, read_timeout=60, retries={"max_attempts": 3, "mode": "standard"},
        request_checksum_calculation="when_required", response_checksum_validation="when_required",
    )  # fmt: skip
    return boto3.client("s3", endpoint_url=endpoint, region_name=region, config=config)


class S3Store:
    """The store that ``settings.VAULT_S3`` names: bucket, prefix, and the server's address and region where they differ."""

    def __init__(self, bucket: str, prefix: str = "", endpoint: str | None = None, region: str | None = None) -> None:
        self.bucket, self.prefix = bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.client = _client(endpoint, region)

    def _place(self, digest: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self.prefix + address(digest)}

    def keep(self, taken: Taken) -> None:
        """The server compares the bytes with the digest before it keeps them. Raises what ``_refused`` raises."""
        if taken.size > ONE_PUT:
            raise FileTooLarge(limit=ONE_PUT >> 20)
        checksum = base64.b64encode(bytes.fromhex(taken.digest)).decode()
        with _refused():
            if not self._is_there(taken.digest):
                with taken.path.open("rb") as file:
                    self.client.put_object(**self._place(taken.digest), Body=file, ChecksumSHA256=checksum)

    def holds(self, digest: str) -> bool:
        with _refused():
            return self._is_there(digest)

    def _is_there(self, digest: str) -> bool:
        try:
            self.client.head_object(**self._place(digest))
        except ClientError as error:
            if _code(error) in ABSENT:
                return False
            raise
        return True

    def open(self, digest: str) -> IO[bytes]:
        """Bytes come as they are read; going back asks the server again from there. Raises FileMissing."""
        with _refused():
            return io.BufferedReader(_Remote(self.client, self._place(digest)), READ_AHEAD)

    def remove(self, digest: str) -> None:
        with _refused():
            self.client.delete_object(**self._place(digest))

    def digests(self, before: datetime.datetime) -> Iterator[str]:
        """A thousand names a request."""
        with _refused():
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
                for found in page.get("Contents", ()):
                    digest = str(found["Key"]).rpartition("/")[2]
                    if found["LastModified"] < before and found["Key"] == self.prefix + address(digest):
                        yield digest


class _Remote(io.RawIOBase):
    """A file of the bucket that can be read from any place; holds no more of it than is asked for."""

    def __init__(self, client: Any, place: dict[str, str]) -> None:
        self.client, self.place = client, place
        self.body: Any = None  # closed even where the bucket refuses
        answer = client.get_object(**place)
        self.position, self.size = 0, int(answer["ContentLength"])
        self.body = answer["Body"]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        wanted = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        if wanted != self.position:
            self._stop()
        self.position = wanted
        return wanted

    def readinto(self, buffer: Any) -> int:
        if self.position >= self.size:
            return 0
        with _refused():
            if self.body is None:
                self.body = self.client.get_object(**self.place, Range=f"bytes={self.position}-")["Body"]
            piece = self.body.read(len(buffer))
        buffer[: len(piece)] = piece
        self.position += len(piece)
        return len(piece)

    def _stop(self) -> None:
        if self.body is not None:
            self.body.close()
            self.body = None

    def close(self) -> None:
        self._stop()
        super().close()


def from_settings() -> S3Store:
    place: Any = settings.VAULT_S3
    return S3Store(**place)


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def _refused() -> Iterator[None]:
    """Raises FileMissing, DiskFull for a full bucket, and StoreNotReachable for everything else that the server or the way says."""
    try:
        yield
    except ClientError as error:
        if _code(error) in ABSENT:
            raise FileMissing from error
        raise REFUSALS.get(_code(error), StoreNotReachable)() from error
    except BotoCoreError as error:
        raise StoreNotReachable from error
