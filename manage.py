#!/usr/bin/env python3
"""Django's command line for the portal."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmw_portal.settings")
    from cmw_portal.command_line import run

    run(sys.argv)


if __name__ == "__main__":
    main()
