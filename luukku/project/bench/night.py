"""One night's run of the clocks in the database of this process, told as one JSON object. Used by `bench.clocks`."""

import json
import sys
from dataclasses import asdict

from luukku.project.environment import DatabaseRole, prepare


def main() -> None:
    prepare(DatabaseRole.APP)
    import django

    django.setup()
    from django.db import connection

    from luukku.casework import services
    from luukku.core.actor import SystemActor

    done = services.run_clocks(SystemActor.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE done_on IS NULL), count(*) FILTER (WHERE told_on IS NOT NULL),"
            " (SELECT count(*) FROM delivery_message) FROM casework_deadline"
        )
        rows, runs, late, messages = cursor.fetchall()[0]
    told = {"running": runs, "late": late, "rows": [rows, runs, late, messages]}
    sys.stdout.write(json.dumps(asdict(done) | told))


if __name__ == "__main__":
    main()
