"""Words that only lead to a link ("More at", "Więcej na", "Pli ĉe"): left over when the link moves somewhere else."""

from __future__ import annotations

import re

# What points at what follows; hands and arrows that point down stay, because the card or the comment is below.
_SIGNS = " \t\n\xa0:-–—→➡👉🔗\ufe0f"
_LONGEST = 60
# A sentence, or what stands for one: after its end mark, a line break, or any sign with a space behind it.
_BORDER = re.compile(r"[.!?…\n)\]]|[^\w\s]\s")

# A closing sentence made only of these says nothing without its link. "Order" or "Zamów" says something.
_MORE = {
    "en": "more, read more, see more, learn more, find out more, more about it, more info, more information, "
    "all details, details, info, link, the link, website, our website, see, visit us",
    "pl": "więcej, czytaj więcej, przeczytaj więcej, zobacz więcej, dowiedz się więcej, więcej informacji, szczegóły, "
    "wszystkie szczegóły, informacje, link, strona, nasza strona, zobacz, sprawdź",
    "eo": "pli, legu pli, vidu pli, eksciu pli, pli da informoj, detaloj, ĉiuj detaloj, informoj, ligilo, la ligilo, "
    "retejo, nia retejo, vidu",
    "de": "mehr, mehr lesen, mehr infos, mehr informationen, alle details, details, infos, link, website, "
    "unsere website, siehe",
}
_HERE = {
    "en": "here, at, on, in, via, under, from, at this link, on our website, at our website",
    "pl": "tu, tutaj, na, pod, w, u, pod adresem, pod linkiem, na stronie, na naszej stronie, w linku",
    "eo": "ĉi tie, tie, ĉe, en, sur, per, ĉe la adreso, ĉe la ligilo, en nia retejo, per la ligilo",
    "de": "hier, unter, auf, bei, in, im link, unter diesem link, auf unserer website",
}
# What can't end a sentence: "Order the cake at" keeps "Order the cake".
_LOOSE = {
    "en": "at, on, via, under, from",
    "pl": "na, pod, w, u, pod adresem, na stronie",
    "eo": "ĉe, en, sur, per, ĉe la adreso",
    "de": "unter, auf, bei",
}


def _each(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


# All languages at once: a shop may write another one than its post says, and none of these means something elsewhere.
_WHOLE = {
    f"{more} {here}".strip()
    for language in _MORE
    for more in ("", *_each(_MORE[language]))
    for here in ("", *_each(_HERE[language]))
}


def without_lead(text: str, language: str) -> tuple[str, str]:
    """A text that ended with a link, without the words that led there, and those words.

    A whole sentence of such words goes, or the preposition at the end, or a colon; nothing becomes empty.
    language: whose prepositions are meant.
    """
    core = text.rstrip(_SIGNS)
    tail = core[-_LONGEST:]
    start = len(core) - len(tail) + max((found.end() for found in _BORDER.finditer(tail)), default=0)
    is_sentence = start > len(core) - _LONGEST
    if is_sentence and core[start:].strip(_SIGNS).lower() in _WHOLE:
        kept = core[:start].rstrip(_SIGNS + ",;")
    else:
        kept = _without_preposition(core, language)
    return (kept, text[len(kept) :].strip(_SIGNS + ",;")) if kept else (text, "")


def _without_preposition(core: str, language: str) -> str:
    low = core[-_LONGEST:].lower()
    loose = [word for word in _each(_LOOSE.get(language, "")) if word and low.endswith(f" {word}")]
    return core[: -len(max(loose, key=len))].rstrip() if loose else core
