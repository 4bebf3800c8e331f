"""Run tests with PostgreSQL as the product's database: `python -m tests.peers.on_postgres [pytest options]`."""

import os
import subprocess
import sys

from tests.peers.postgres import PostgresServer


def main() -> int:
    with PostgresServer() as server:
        settings = {**os.environ, "DATABASE_URL": server.url()}
        return subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]], env=settings)


if __name__ == "__main__":
    sys.exit(main())
