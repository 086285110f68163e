"""A real S3 server on this machine, spoken to over HTTP."""

import logging
import uuid

import pytest


@pytest.fixture(scope="session")
def s3_server():
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

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tamdan")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "only for tests")
    place = {"bucket": f"files-{uuid.uuid4().hex}", "prefix": "vault", "endpoint": s3_server, "region": "us-east-1"}
    S3Store(**place).client.create_bucket(Bucket=place["bucket"])
    return place
