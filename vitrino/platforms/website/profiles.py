"""Which addresses lead to somebody's social profile: not to a share button, a post or a widget.

What a profile looks like is handed in as patterns from the manifests, so that this folder knows no other platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from vitrino.connect.site import How, ProfileLink, ProfilePatterns

# From the surest sign to the weakest; a profile found in several ways keeps the surest.
SUREST_FIRST: tuple[How, ...] = ("json-ld", "rel-me", "link", "meta", "script", "link-page")
# Handles that come with shop templates and were never filled in.
PLACEHOLDERS = frozenset({
    "shopify", "wix", "wordpress", "wordpressdotcom", "squarespace", "woocommerce", "prestashop", "jimdo", "webflow",
    "username", "yourusername", "yourpage", "yourhandle", "yourprofile", "yourname", "yourbrand", "yourshop",
    "your_username", "your-page", "example", "user", "@yourchannel", "@username", "company/yourcompany",
    "company/linkedin",
})  # fmt: skip

_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|_ga|_rdr|_rdc|__tn__|fbclid|gclid|igsh(?:id)?|mibextid|xmt|ref|ref_\w+|refsrc|fref|hl|lang"
    r"|locale|si|feature|originalsubdomain|trk|src|source|sub_confirmation|view_as|eid|paipv|hc_ref|hc_location|t|s"
)
_REDIRECTORS = {"l.facebook.com": "u", "lm.facebook.com": "u", "l.instagram.com": "u", "www.google.com": "q"}
_BREAK, _BLANK = re.compile(r"[\t\r\n]"), re.compile(r"[\s\x00-\x1f]")
_EDGE = "".join(chr(sign) for sign in range(33))
_ODD_IN_HOST = re.compile(r"[^\w.:-]")
_NOWHERE = "host.invalid"
_INVENTED = "somebody"
_SERVICES = frozenset({
    "about", "ads", "analytics", "api", "apis", "blog", "business", "careers", "cdn", "connect", "developer",
    "developers", "engineering", "graph", "help", "legal", "newsroom", "platform", "static", "status", "support",
    "transparency", "upload",
})  # fmt: skip


@dataclass(frozen=True)
class FoundLink:
    """A link as it stands on a page. hints: its text, title and classes, for profiles on servers of any name.

    is_seen: visitors see it, not only programs.
    """

    url: str
    how: How
    hints: str = ""
    is_seen: bool = True


def profile_of(link: FoundLink, patterns: ProfilePatterns, found_on: str) -> ProfileLink | None:
    """The profile a link leads to, or None. Scheme, case, trailing slash and tracking do not matter."""
    cleaned = cleaned_url(link.url)
    forms = list(dict.fromkeys((cleaned, cleaned.partition("?")[0]))) if cleaned else []
    matches = [(key, url, match, pattern) for url in forms for key, pattern, match in _matches(url, patterns)]
    # A pattern for one host beats one for any host: youtube.com/@name is no Mastodon server.
    for key, url, match, pattern in sorted(matches, key=lambda found: _is_for_any_host(found[3], found[1])):
        if not _is_announced(link, key) if _is_for_any_host(pattern, url) else _is_service(url):
            continue
        is_exact = "exact" in match.re.groupindex and match["exact"] is not None
        whole = f"{match['handle']}@{match['host']}" if "host" in match.re.groupindex else match["handle"]
        handle = whole if is_exact else whole.lower()
        return ProfileLink(key, handle, url if is_exact else url.lower(), found_on, link.how, link.is_seen,
                           written=link.url)  # fmt: skip
    return None


def cleaned_url(url: str) -> str:
    """One spelling for one profile: https, lower-case host, no tracking, no trailing slash; "" for what is no page."""
    try:
        parts = urlsplit(_unwrapped(_as_browsers_read(url)))
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    is_odd = _ODD_IN_HOST.search(host) is not None or parts.username is not None
    if parts.scheme not in ("http", "https") or not host or is_odd:
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name.lower())]
    # twitter.com/#!/name was the address of profiles for years; any other fragment says nothing.
    path = parts.fragment[1:] if parts.fragment.startswith("!/") else re.sub("/{2,}", "/", parts.path)
    return urlunsplit(("https", host + port, path.rstrip("/"), urlencode(kept), ""))


def is_placeholder(link: ProfileLink) -> bool:
    """Does it still point to what the template came with?"""
    return link.handle.casefold() in PLACEHOLDERS


def is_hub_itself(link: ProfileLink, page: str) -> bool:
    """On a page of links: is it the profile of the service that keeps the page? linktr.ee calls itself "linktree"."""
    host = re.sub(r"\W", "", (urlsplit(page).hostname or "").removeprefix("www."))
    name = re.sub(r"\W", "", link.handle)
    return bool(name) and name in (host, (urlsplit(page).hostname or "").removeprefix("www.").partition(".")[0])


def front_page_of(link: FoundLink, patterns: ProfilePatterns, found_on: str) -> ProfileLink | None:
    """The platform to whose first page a link leads, as a profile without a handle; None for any other link."""
    cleaned = cleaned_url(link.url)
    if not cleaned or urlsplit(cleaned).path or urlsplit(cleaned).query:
        return None
    for invented in (f"{cleaned}/{_INVENTED}", f"{cleaned}/@{_INVENTED}", f"{cleaned}/company/{_INVENTED}"):
        found = profile_of(FoundLink(invented, "link"), patterns, found_on)
        if found is not None:
            return ProfileLink(found.platform_key, "", cleaned, found_on, link.how, link.is_seen, written=link.url)
    return None


def unfinished(link: FoundLink, patterns: ProfilePatterns, found_on: str) -> ProfileLink | None:
    """The profile meant by a link without "https://", which browsers take for a page of the shop's own; else None."""
    host, slash, rest = urlsplit(link.url).path.rpartition("/www.")[2].lstrip("/").partition("/")
    if not slash or "." not in host or not link.is_seen:
        return None
    meant = profile_of(FoundLink(f"https://{host}/{rest}", link.how), patterns, found_on)
    return None if meant is None else replace(meant, url=link.url, written=link.url)


def without_doubles(links: Iterable[ProfileLink]) -> list[ProfileLink]:
    """Each profile once, in the surest way it was found, surest first; seen when it is seen anywhere."""
    best: dict[tuple[str, str], ProfileLink] = {}
    for link in sorted(links, key=lambda link: SUREST_FIRST.index(link.how)):
        first = best.setdefault((link.platform_key, link.handle), link)
        if link.is_seen and not first.is_seen:
            best[link.platform_key, link.handle] = replace(first, is_seen=True, written=link.written)
    return list(best.values())


def _matches(url: str, patterns: ProfilePatterns) -> Iterable[tuple[str, str, re.Match[str]]]:
    for key, expressions in patterns.items():
        for pattern in expressions:
            match = re.fullmatch(pattern, url, re.IGNORECASE)
            if match and match["handle"]:
                yield key, pattern, match


def _is_for_any_host(pattern: str, url: str) -> bool:
    """Would the pattern take the same path on an invented host? Then it stands for servers of any name."""
    elsewhere = urlunsplit(urlsplit(url)._replace(netloc=_NOWHERE))
    return re.fullmatch(pattern, elsewhere, re.IGNORECASE) is not None


def _is_service(url: str) -> bool:
    """Is it a host on which a platform serves programs, or speaks of itself? There are no profiles there."""
    return (urlsplit(url).hostname or "").partition(".")[0] in _SERVICES


def _is_announced(link: FoundLink, key: str) -> bool:
    """Does the page itself say what the link is: by rel=me, or by the platform's name on the link?"""
    hints = link.hints.casefold()
    return link.how == "rel-me" or key in hints or "fediverse" in hints


def _as_browsers_read(url: str) -> str:
    """Without line breaks and blanks around it; a blank inside stays one, so it makes no new name."""
    return _BLANK.sub("%20", _BREAK.sub("", url).strip(_EDGE))


def _unwrapped(url: str) -> str:
    """The target of a link that goes through a platform's own redirector."""
    parts = urlsplit(url)
    name = _REDIRECTORS.get(parts.hostname or "", "")
    if not name or parts.path not in ("/l.php", "/url", "/"):
        return url
    return urljoin(url, dict(parse_qsl(parts.query)).get(name, url))
