"""Catalogues: one for each package and language, extracted from code and templates, compiled for gettext."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from vitrino.config.environment import ROOT

PACKAGE = ROOT / "vitrino"
LANGUAGES = ("pl", "eo")
# Forms of the plural: Polish has three for whole numbers (and Django's fourth for fractions), Esperanto two.
PLURAL_FORMS = {
    "pl": "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : "
    "n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);",
    "eo": "nplurals=2; plural=(n != 1);",
}
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "say": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
CONNECT_ERRORS = frozenset(
    {
        "Exception",
        "ConnectError",
        "Transient",
        "RateLimited",
        "AuthLost",
        "Refused",
        "errors.Refused",
        "errors.Transient",
    }
)
DTL_TEXT = re.compile(rb"""{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")


def packages() -> list[Path]:
    """The folders of `vitrino` that have texts of their own."""
    return sorted(path for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def catalogue_path(package: Path, language: str) -> Path:
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


def compile_stale() -> int:
    """Compile every catalogue whose .mo is missing or older; how many there were."""
    stale = [path for path in PACKAGE.rglob("*.po") if _is_stale(path)]
    for path in stale:
        _compile(path)
    return len(stale)


def extract(package: Path) -> Any:
    """What stands in a package's code and templates now, as a Babel catalogue."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract as babel_extract

    found = Catalog(project="Vitrino", charset="utf-8")
    for path in sorted(package.rglob("*")):
        method = _method(path)
        if method is None:
            continue
        name = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for _line, message, comments, context in babel_extract(
                method, file, keywords=KEYWORDS, comment_tags=("Translators:",), options=_options(method)
            ):
                if message and message != ("",):
                    found.add(message, None, [(name, 0)], auto_comments=comments, context=context)
        for text in _default_messages(path):
            found.add(text, None, [(name, 0)])
    return found


def _default_messages(path: Path) -> Iterator[str]:
    """The docstring of a connector's error is its default message: one text, always there."""
    if path.suffix != ".py" or "tests" in path.parts or not {"connect", "platforms"} & set(path.parts):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & CONNECT_ERRORS:
            text = ast.get_docstring(node, clean=False)
            if text:
                yield text


def wanted(package: Path, language: str) -> Any:
    """What a package's catalogue in a language must hold: its own texts, and those it lends to a library.

    django-allauth has no Esperanto, so its sign-in pages get theirs from `ui`.
    """
    found = extract(package)
    if package.name == "ui" and language == "eo":
        for message_id in _sign_in_texts():
            found.add(message_id, None, [("allauth", 0)])
    return found


def _sign_in_texts() -> Iterator[str | tuple[str, ...]]:
    """The texts of allauth's account and mfa pages, as its Polish catalogue lists them."""
    import allauth
    from babel.messages.pofile import read_po

    path = Path(allauth.__file__).parent / "locale" / "pl" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="pl")
    for message in catalogue:
        if message.id and any(place.startswith(("account/", "mfa/")) for place, _line in message.locations):
            yield message.id if isinstance(message.id, str) else tuple(message.id)


def update(package: Path, language: str) -> bool:
    """Bring a package's catalogue up to its code; True when the file changed."""
    fresh = wanted(package, language)
    path = catalogue_path(package, language)
    if not len(fresh):
        return False
    merged = read(path, language)
    merged.update(fresh, no_fuzzy_matching=True, update_header_comment=False)
    merged.obsolete.clear()
    text = rendered(merged, language)
    if path.exists() and path.read_bytes() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return True


def read(path: Path, language: str) -> Any:
    """A catalogue from its file, or an empty one."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale=language, project="Vitrino", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def missing(package: Path, language: str) -> Iterator[str]:
    """Texts of the package's code that have no complete translation, or whose gaps differ."""
    translated = read(catalogue_path(package, language), language)
    for message in wanted(package, language):
        if not message.id:
            continue
        found = translated.get(message.id, message.context)
        strings = found.string if found and isinstance(found.string, tuple) else (found.string,) if found else ("",)
        if not all(strings):
            yield f"{package.name}/{language}: {message.id}"
        elif any(_gaps(string) != _gaps(_singular(message.id)) for string in strings[1:] or strings):
            yield f"{package.name}/{language}: other gaps in {message.id}"


def rendered(catalogue: Any, language: str) -> bytes:
    """The text of a .po file that does not change when nothing changed: sorted, no dates, no line numbers."""
    from babel.messages.pofile import write_po

    buffer = BytesIO()
    write_po(buffer, catalogue, sort_output=True, omit_header=True, width=100, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {PLURAL_FORMS[language]}\\n"\n\n'
    )
    return header.encode() + buffer.getvalue().strip() + b"\n"


def extract_dtl(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extractor for the few Django templates that dress the sign-in pages."""
    for found in DTL_TEXT.finditer(file.read()):
        yield 0, "gettext", (found[1] or found[2]).decode(), []


def _method(path: Path) -> Any:
    if "tests" in path.parts or "locale" in path.parts or "migrations" in path.parts:
        return None
    if path.suffix == ".py":
        return "python"
    if path.suffix == ".html":
        return extract_dtl if "dtl" in path.parts else "jinja2"
    return None


def _options(method: Any) -> dict[str, str]:
    return {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"} if method == "jinja2" else {}


def _gaps(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


def _singular(message_id: str | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[-1]


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def _compile(path: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    draft = path.with_suffix(f".{os.getpid()}.mo")  # two servers may start at once
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(path.with_suffix(".mo"))
