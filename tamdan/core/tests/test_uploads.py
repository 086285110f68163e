"""A file that the disk of temporary files does not take: refused with a sentence in the reader's language, nothing left."""

import resource
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

WORDS = {"en": "too little free space left", "km": "ឌីសរបស់ប្រព័ន្ធនេះ"}


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """What a full disk does, for this process: a file that grows past ``size`` bytes fails as it is written."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def send(secretary, cast):
    """Uploads a megabyte as a browser does, with the form's token: looking for it is what reads the request."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(secretary)

    def post(language):
        token = client.get(f"/{language}/imports/new/").context["csrf_token"]
        file = SimpleUploadedFile("large.csv", b"a;b\n" * (1 << 18))
        fields = {"csrfmiddlewaretoken": str(token), "owner": cast.committee.pk, "file": file}
        return client.post(f"/{language}/imports/new/", fields)

    return post


@pytest.mark.parametrize("language", ["en", "km"])
def test_full_disk_of_temporary_files_is_said(send, settings, tmp_path, language):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    with files_of_at_most(100_000):
        answer = send(language)
    assert answer.status_code == 507
    assert WORDS[language] in answer.text
    assert list(tmp_path.iterdir()) == []


def test_folder_of_temporary_files_that_is_gone_is_said(send, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "gone")
    assert send("en").status_code == 507


def test_file_that_fits_goes_on(send, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    assert send("en").status_code == 302


def test_rest_of_a_refused_file_passes_by_without_filling_memory(settings, tmp_path):
    settings.UPLOAD_LIMIT, settings.FILE_UPLOAD_TEMP_DIR = 100_000, str(tmp_path)
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("one_line.csv", bytes(8 << 20)), "after": "read"})
    tracemalloc.start()
    assert request.POST["after"] == "read"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert request.upload_too_large
    assert not request.FILES
    assert peak < 2 << 20
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "km"])
def test_file_above_the_limit_is_refused_in_words(send, settings, tmp_path, language):
    settings.UPLOAD_LIMIT, settings.FILE_UPLOAD_TEMP_DIR = 1 << 19, str(tmp_path)
    answer = send(language)
    assert answer.status_code == 413
    assert 'role="alert"' in answer.text
    assert list(tmp_path.iterdir()) == []
