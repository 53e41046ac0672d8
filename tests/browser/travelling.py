"""Runs the `luukku` command at another moment: `python -m tests.browser.travelling 2027-11-22T08:00+02:00 demo …`."""

import sys
from datetime import datetime

import time_machine

if __name__ == "__main__":
    time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=True).start()
    from luukku.project.cli import main

    sys.argv = ["luukku", *sys.argv[2:]]
    sys.exit(main())
