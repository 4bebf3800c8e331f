"""What went wrong, in a sentence that says how to put it right."""

import errno
import re

LONGEST_WORDS = 400


class Trouble(Exception):
    """Setting up can't go on.

    is_final: another way of installing would fail for the same reason, so none is tried.
    """

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.is_final = is_final


# What installers print, what it means, and whether trying another installer is pointless.
# Collected by provoking each with uv 0.13 and pip 23 to 25.
MEANINGS: tuple[tuple[str, str, bool], ...] = (
    (
        r"No space left on device|os error 28|Errno 28|ENOSPC",
        "The disk is full: free about 500 MB, then run the same command again.",
        True,
    ),
    (
        r"Read-only file system|os error 30|Errno 30|EROFS",
        "This folder can't be written to: copy Vitrino to a folder of your own, then run start.py there.",
        True,
    ),
    (
        r"Permission denied|os error 13|Errno 13|EACCES",
        "You may not write here: run start.py as the owner of this folder, or copy Vitrino to a folder of your own.",
        True,
    ),
    (
        r"[Hh]ash mismatch|DO NOT MATCH THE HASHES|EINTEGRITY",
        "A downloaded package is not the one Vitrino was tested with, so it was not installed: "
        "try again, and if it stays so, ask whoever runs your package index.",
        True,
    ),
    (
        r"has no usable wheels|has no wheels with a matching|No matching distribution found",
        "A package Vitrino needs is not made for this system or this Python: use Python 3.11 to 3.14 on Linux "
        "(Debian, Ubuntu, Fedora and the like, but not Alpine), macOS or Windows.",
        True,
    ),
    (
        r"certificate verify failed|CERTIFICATE_VERIFY_FAILED|invalid peer certificate|UnknownIssuer|SELF_SIGNED_CERT",
        "The package index shows a certificate this machine does not trust: "
        "install the package ca-certificates, or set SSL_CERT_FILE to your company's certificate file.",
        False,
    ),
    (
        r"dns error|failed to lookup address|Name or service not known|Temporary failure in name resolution|"
        r"getaddrinfo|[Cc]onnection refused|Network is unreachable|No route to host|ENOTFOUND|ECONNREFUSED|"
        r"EAI_AGAIN|ETIMEDOUT|[Cc]onnect ?timeout|timed out|operation timed out|tunnel error|ProxyError",
        "The package index could not be reached: check the internet connection (or the proxy settings), "
        "then run the same command again; it goes on where it stopped.",
        True,
    ),
)


def explain(output: str, doing: str) -> Trouble:
    """The sentence for a failed command. doing: what failed, for when the reason is unknown."""
    for pattern, sentence, is_final in MEANINGS:
        if re.search(pattern, output):
            return Trouble(sentence, is_final=is_final)
    return Trouble(f"{doing} failed. Its last words: {_last_words(output)}")


def explain_os(error: OSError, doing: str) -> Trouble:
    """The sentence for a failed file operation."""
    name = errno.errorcode.get(error.errno or 0, "")
    return explain(f"{name} {error}", doing)


def _last_words(output: str) -> str:
    """The lines that tell most, short enough to be read."""
    lines = [line.strip() for line in output.splitlines() if line.strip() and not line.startswith("WARNING")]
    words = " / ".join(lines[-3:]) or "none"
    return words if len(words) <= LONGEST_WORDS else f"… {words[-LONGEST_WORDS:]}"
