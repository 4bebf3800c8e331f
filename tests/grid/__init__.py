"""The fault grid: every step of sending × every fault × every rehearsed platform, through the real publishing code.

| Module | What it holds |
| --- | --- |
| `clocks` | a clock of the machine and one on the wall, both set by hand |
| `network` | the wire to a platform's twin, and a local server that breaks connections for the real HTTP door |
| `points` | every step a run passes: each request, and each change of a publication that is committed |
| `faults` | what goes wrong at a step |
| `savepoints` | one worker in a transaction that is rolled back: how commits are heard on SQLite |
| `workers` | four workers with connections and commits of their own: how it is done on PostgreSQL |
| `walks` | what is sent: a post, a thread of three, a post with a first comment |
| `house` | one shop with one post, its engine, its owner; a run ends when nothing moves any more |
| `cells` | which faults meet which steps, and the verdict over each run |
| `zones` | zones whose clocks change, for posts that are planned by them |
| `record` | what the last complete runs found, `outcomes.json` |
| `page` | the counts as `docs/reference/fault-grid.md` |

`python -m tests.grid` runs every cell and writes the page, with `--database postgresql` on that database; the test runs
a sample by a rule stated there.
"""
