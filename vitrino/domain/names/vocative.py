"""How a Pole is spoken to: Marek -> Marku, Panie Marku; Anna -> Anno, Pani Anno. Unsure, it abstains.

Source of the rules: the grammar of Polish first names (Wielki słownik ortograficzny PWN, chapter on names of persons).
"""

from __future__ import annotations

import re

from vitrino.domain.names.given import FEMALE, MALE, capitalised, gender
from vitrino.domain.names.polish.sounds import VOWELS, obliques, opened, soften

# A first name in letters of Polish and English; others (Đorđe, Жанна) follow no rule of ours.
_NAME = re.compile("[a-ząćęłńóśźż]{2,20}")
_DOUBLE = re.compile(r"([b-df-hj-np-twz])\1\Z")

_EXACT = {
    "kuba": "kubo", "lew": "lwie", "roch": "rochu", "jaś": "jasiu", "maja": "maju", "kaja": "kaju", "zyga": "zygo",
    "ilja": "iljo", "paweł": "pawle", "gaweł": "gawle", "pawełek": "pawełku", "maciek": "maćku", "mieszko": "mieszku",
    "gniewko": "gniewku", "bruno": "bruno", "hugo": "hugo", "iwo": "iwo", "leo": "leo", "otto": "otto", "lech": "lechu",
    "dmytro": "dmytrze", "piotruś": "piotrusiu", "kacper": "kacprze", "aleksander": "aleksandrze",
    "sylwester": "sylwestrze", "oleksandr": "oleksandrze", "oleksij": "oleksiju", "andrij": "andriju",
    "serhij": "serhiju", "witalij": "witaliju", "walter": "walterze", "max": "maksie", "alex": "aleksie",
    "wawrzyniec": "wawrzyńcu", "nadzieja": "nadziejo", "mariia": "mariio", "sofiia": "sofiio", "yuliia": "yuliio",
    "yana": "yano",
}  # fmt: skip
# Short forms of women's names in -la take -u: Olu. Full names -o: Kamilo.
_SHORT_LA = frozenset(["ala", "ela", "ola", "ula", "jola", "lola", "tola", "fela", "wiola", "hela", "mela", "nela"])
# Short forms in -nia and -cia: Aniu. Full names: Stefanio. Others in -nia may be either.
_SHORT_NIA = frozenset(["ania", "hania", "frania", "bronia", "henia", "gienia", "stenia", "lonia", "sonia"])
_FULL_NIA = frozenset(["stefania", "melania", "eugenia", "ksenia", "apolonia", "antonia", "lawinia", "wirginia"])
# Foreign endings whose Polish forms are in doubt: Peterze or Petrze, Karelu or Karlu.
_SHORTEST = 4
_DOUBTFUL = ("ean", "er", "el", "en", "ek", "es", "is", "ed", "et", "ez", "h", "ew")


def vocative(name: str) -> str | None:
    """The form for addressing: Kasia -> Kasiu, Anna Maria -> Anno Mario. None when not certain."""
    parts = re.split(r"([ -])", " ".join(name.split()))
    forms = [part if part in " -" else _of_one(part) for part in parts]
    return "".join(form for form in forms if form) if all(forms) and len(parts) <= 3 else None


def address(name: str) -> str | None:
    """With the title: Panie Marku, Pani Anno. None when gender or form is not certain."""
    who, form = gender(name), vocative(name)
    if who is None or form is None:
        return None
    return f"{'Pani' if who == 'f' else 'Panie'} {form}"


def _of_one(name: str) -> str | None:
    low = name.lower()
    if low in _EXACT:
        return capitalised(_EXACT[low])
    if not _NAME.fullmatch(low):
        return None
    # Women's names that don't end in -a keep their form: Nel, Carmen, Noemi.
    form = _in_a(low) if low.endswith("a") else low if capitalised(low) in FEMALE else _man(low)
    return capitalised(form) if form else None


def _in_a(low: str) -> str | None:
    """Anno, Zofio, Kasiu, Olu; also Kosmo, Barnabo."""
    if low.endswith(("sia", "zia", "lcia", "ńcia")) or low in _SHORT_NIA:
        return f"{low[:-1]}u"
    if low in _SHORT_LA:
        return f"{low[:-1]}u"
    is_unsure = low.endswith(("nia", "cia", "aja", "oja", "eja")) and low not in _FULL_NIA
    is_unsure |= len(low) <= 4 and low.endswith("la") and capitalised(low) not in FEMALE
    return None if is_unsure else f"{low[:-1]}o"


def _man(low: str) -> str | None:
    known = capitalised(low) in MALE
    if not known and (len(low) < _SHORTEST or low.endswith(_DOUBTFUL) or _DOUBLE.search(low)):
        return None
    if low.endswith(("y", "i")):
        return low if known else None
    if low.endswith("io"):
        return f"{low[:-1]}u" if known else None
    if low[-1] in VOWELS:
        return None
    return _after_soft(low) or _after_velar(low) or _after_hard(low)


def _after_soft(low: str) -> str | None:
    """Grześ -> Grzesiu, Tomasz -> Tomaszu, Karol -> Karolu, Andrzej -> Andrzeju."""
    if low.endswith(("ś", "ń", "ź", "ć")):
        return f"{opened(low)}u"
    return f"{low}u" if low.endswith(("sz", "cz", "rz", "ż", "c", "dz", "l", "j")) else None


def _after_velar(low: str) -> str | None:
    """Marek -> Marku, Krzysiek -> Krzyśku, Dominik -> Dominiku, Wojciech -> Wojciechu."""
    if low.endswith("ek"):
        return f"{obliques(low)[0]}u"
    return f"{low}u" if low.endswith(("k", "g", "ch", "h")) else None


def _after_hard(low: str) -> str | None:
    """Piotr -> Piotrze, Robert -> Robercie, Jakub -> Jakubie. The vowel of the stem stays: Donat -> Donacie."""
    softened = soften(low)
    return f"{softened[-1]}e" if softened else None
