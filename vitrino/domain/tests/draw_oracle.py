"""The draw once more, written from docs/reference/contest-proof.md alone; it imports nothing of Vitrino.

A judge for domain.contests: other data structures, other arithmetic, no code in common.
"""

import binascii
import hashlib
import hmac
import json
from typing import Any


def sha(*pieces: str) -> Any:
    """Hash of pieces, each followed by a line feed."""
    digest = hashlib.new("sha256")
    for piece in pieces:
        digest.update(bytes(piece, "utf8") + b"\x0a")
    return digest


def chain(announcement_hash: str, rows: list[str]) -> str:
    at = sha("vitrino-contest-list/1", announcement_hash)
    for row in rows:
        at = sha(at.hexdigest(), row)
    return str(at.hexdigest())


def drawn(seed: str, list_hash: str, value: str, rows: list[str], places: int) -> list[int]:
    """Line numbers, by crossing out in one array instead of making new pools."""
    key = sha("vitrino-contest-draw/1", seed, list_hash, value).digest()
    fields = [row.split("|") for row in rows]
    is_alive = [parts[5] == "in" for parts in fields]
    result: list[int] = []
    n = 0
    while sum(is_alive) and len(result) < places:
        m = sum(is_alive)
        block = hmac.new(key, b"%d" % n, hashlib.sha256).hexdigest()
        n += 1
        x = int(block[:16], 16)
        if x // m >= (1 << 64) // m:  # in the last, incomplete row of multiples of m
            continue
        position = next(i for i in range(len(rows)) if is_alive[i] and sum(is_alive[:i]) == x % m)
        result.append(int(fields[position][0]))
        is_alive = [alive and parts[3] != fields[position][3] for alive, parts in zip(is_alive, fields, strict=True)]
    return result


def holds(content: bytes) -> bool:
    """Is this proof file, as bytes, right in everything that counts for who won?"""
    told = json.loads(content)
    lines = told["announcement"].split("\n")
    facts = dict(line.split(": ", 1) for line in lines[1:-1])
    whole = hashlib.sha256(told["announcement"].encode()).hexdigest()
    winners, reserves = int(facts["winners"]), int(facts["reserves"])
    order = [(row.split("|")[1], row.split("|")[3], row.split("|")[4]) for row in told["list"]]
    persons = [row.split("|")[3] for row in told["list"] if row.split("|")[5] == "in"]
    limit = int(facts["entries-per-person"]) or len(persons) + 1
    expected = drawn(told["seed"], told["list_sha256"], told["value"], told["list"], winners + reserves)
    by_number = {int(row.split("|")[0]): row.split("|")[3] for row in told["list"]}
    return all((
        lines[0] == "vitrino-contest/1",
        hashlib.sha256(told["rules"].encode()).hexdigest() == facts["rules"],
        hashlib.sha256(told["seed"].encode()).hexdigest() == facts["seed-sha256"],
        chain(whole, told["list"]) == told["list_sha256"],
        [int(row.split("|")[0]) for row in told["list"]] == list(range(1, len(order) + 1)),
        order == sorted(order),
        all(persons.count(one) <= limit for one in set(persons)),
        all(facts["opens"] <= row.split("|")[1] < facts["closes"] for row in told["list"] if row.endswith("|in")),
        expected == told["places"],
        (told["value"] == "") == (facts["randomness"] == "none"),
        not told["signature"]
        or hashlib.sha256(binascii.unhexlify(told["signature"])).hexdigest() == told["value"],
        all(sha("vitrino-contest-person/1", one["salt"], one["platform"], one["account"]).hexdigest()
            == by_number[told["places"][one["place"] - 1]] for one in told["winners"]),
    ))  # fmt: skip
