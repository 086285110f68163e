"""An S3 server on this machine, spoken to over HTTP; ``TAMDAN_TEST_S3`` names another (with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)."""

import logging
import os
import threading
import uuid

import pytest


@pytest.fixture(scope="session")
def s3_server():
    if elsewhere := os.environ.get("TAMDAN_TEST_S3"):
        yield elsewhere
        return
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(s3_server, monkeypatch):
    """What ``settings.VAULT_S3`` holds, for a new and empty bucket."""
    from tamdan.vault.s3 import S3Store

    if "TAMDAN_TEST_S3" not in os.environ:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tamdan")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "only for tests")
    place = {"bucket": f"files-{uuid.uuid4().hex}", "prefix": "vault", "endpoint": s3_server, "region": "us-east-1"}
    S3Store(**place).client.create_bucket(Bucket=place["bucket"])
    return place


@pytest.fixture
def served(committing_db, cast):
    """The address (host, port) of a server with threads, on a database of its own where everything is committed."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.test.testcases import QuietWSGIRequestHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.server_address[:2]
    server.shutdown()
    thread.join()
    server.server_close()
