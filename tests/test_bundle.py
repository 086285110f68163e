"""The code that seals is the same bytes whoever builds it, and asks nobody else for anything (SEALING 1)."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SEALING = ("form.js", "seal.js", "receipt.js", "derive.js", "upload.js")
OUTSIDE = re.compile(rb"""["'`](?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w+""")


@pytest.fixture(scope="module")
def built_anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    command = [settings.ROOT / ".venv/node-bin/node", settings.ROOT / "tools/build_front.mjs", folder, *SEALING]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return folder


@pytest.mark.parametrize("name", SEALING)
def test_two_builds_are_equal_and_name_no_address_of_others(name: str, built_anew: Path) -> None:
    found = (built_anew / name).read_bytes()
    assert found == (settings.ROOT / "tamdan/static/built" / name).read_bytes(), (
        "run `npm run build`: the sources changed"
    )
    assert not OUTSIDE.findall(found)
    assert b"sourceMappingURL" not in found
    assert not re.search(rb"\beval\(|new Function\(|WebAssembly", found)
