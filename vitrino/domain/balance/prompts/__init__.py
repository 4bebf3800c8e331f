"""Ready ideas for posts that sell nothing, a file a language, by trade; "" fits every shop.

A gap like {product} is filled with what the shop sells. The texts are beginnings: the shop puts its own words in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase

from vitrino.domain.balance.prompts.en import ENGLISH
from vitrino.domain.balance.prompts.eo import ESPERANTO
from vitrino.domain.balance.prompts.pl import POLISH
from vitrino.domain.balance.prompts.prompt import Prompt

__all__ = ["Prompt", "prompts", "trade_of"]

_ALL: Mapping[str, Mapping[str, tuple[Prompt, ...]]] = {"en": ENGLISH, "pl": POLISH, "eo": ESPERANTO}
# Words by which a trade is known; "*" for any ending.
_TRADES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "food": "baker* bread* cake* rolls coffee tea cheese honey wine* chocolate* food restaurant* café meat fruit*",
        "plants": "flower* plant* florist* garden* seeds bouquet*",
        "clothes": "cloth* dress* fashion shoe* knit* wool* jewel* handbag* bags scarf scarves socks",
        "beauty": "cosmetic* soap* skin* hair* beauty candle* perfume*",
        "home": "furniture ceramic* pottery wooden woodwork* craft* lamps textile* carpets",
        "books": "book* game* toy* stationer* paper music comic*",
        "pets": "pet pets dog dogs cat cats animal*",
    },
    "pl": {
        "food": "piekar* chleb* bułk* ciast* kaw* herbat* ser sery serów miód miod* win wina wino czekolad* restaura*",
        "plants": "kwiat* roślin* ogrod* ogród nasion* bukiet*",
        "clothes": "odzież* ubran* sukien* but* dziani* wełn* biżuteri* toreb* torb* szalik*",
        "beauty": "kosmetyk* mydł* skór* włos* urod* świec* perfum*",
        "home": "mebl* ceramik* drewn* rękodzieł* lamp* tkanin* dywan*",
        "books": "książ* gier gry zabaw* papier* muzy* komiks*",
        "pets": "zwierz* psy psów kot*",
    },
    "eo": {
        "food": "pano* panoj bulko* kuko* kafo* teo teon fromaĝo* mielo* vino* ĉokolado* restoracio* manĝaĵo*",
        "plants": "floro* planto* ĝardeno* semo* bukedo*",
        "clothes": "vesto* vestaĵo* robo* ŝuo* trikaĵo* lano* lana lanaj juvelo* sako* koltuko*",
        "beauty": "kosmetikaĵo* sapo* haŭto* haro* kandelo* parfumo*",
        "home": "meblo* ceramikaĵo* ligna lignaj metiaĵo* lampo* teksaĵo* tapiŝo*",
        "books": "libro* ludo* ludilo* papero* muziko* komikso*",
        "pets": "besto* hundo* kato*",
    },
}


def trade_of(sells: str, language: str) -> str:
    """What the shop deals in, by what it says it sells; "" where no word is known. The first known word decides."""
    for word in re.findall(r"\w+", sells.casefold()):
        for trade, patterns in _TRADES.get(language, {}).items():
            if any(fnmatchcase(word, pattern) for pattern in patterns.split()):
                return trade
    return ""


def prompts(language: str, trade: str) -> list[tuple[str, Prompt]]:
    """Name -> idea, those of the trade first. Names stay the same for ever, so that nothing is offered twice."""
    table = _ALL.get(language, ENGLISH)
    wanted = [trade, ""] if trade else [""]
    return [(f"{name or 'any'}-{number}", one) for name in wanted for number, one in enumerate(table.get(name, ()))]
