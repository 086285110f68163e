#!/usr/bin/env python
"""Django's own commands for people who work on Tamdan; the database is started for them and stopped after."""

import os
import sys

from django.core.management import execute_from_command_line

from tamdan.core.postgres import running

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    os.environ.setdefault("TAMDAN_DB_ROLE", "owner")
    with running():
        execute_from_command_line(sys.argv)
