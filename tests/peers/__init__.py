"""Real peers for the tests: the servers and the browser that Vitrino meets in life.

`python3 start.py peers` fetches what is missing; the fixtures start it, and skip with a reason where it can't be had.
Every fixture is known to every test (see `conftest.py`). Started once per session (each pytest worker has its own):

| Fixture | Gives |
| --- | --- |
| `postgres_server` | `postgres.PostgresServer`: `.url(database)`, `.create_database() -> url` |
| `postgres_url` | address of an empty database for `DATABASE_URL` |
| `redis_url` | address of an empty Redis for `VITRINO_BROKER_URL` |
| `bluesky_network` | `bluesky.network.BlueskyNetwork`: PDS, PLC and AppView with notifications |
| `bluesky_pds` | the same without AppView: no notifications, but no PostgreSQL needed and a faster start |
| `mastodon_server` | `mastodon.MastodonMock`: `.url`, `.shop_token`, `.customer_token` |
| `chromium` | the browser itself |
| `new_page` | `new_page(width=390, dark=True, ...) -> Page` in a fresh context, closed after the test |

Mark tests with `@pytest.mark.bluesky`, `@pytest.mark.postgres` or `@pytest.mark.browser`: those of one mark share
a worker, so a server is started once, not once per core. `python -m tests.peers.on_postgres` runs any tests with
PostgreSQL as the product's database.
"""
