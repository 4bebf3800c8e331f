"""Polish: how times are promised. Inflected forms are listed, since each stands behind its own preposition."""

from __future__ import annotations

from vitrino.domain.cases.promises.vocabulary import Unit, Vocabulary

_D, _H, _M, _W = Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.WEEK
_ORDINALS = (
    *("pierwszej", "drugiej", "trzeciej", "czwartej", "piątej", "szóstej", "siódmej", "ósmej", "dziewiątej"),
    *("dziesiątej", "jedenastej", "dwunastej", "trzynastej", "czternastej", "piętnastej", "szesnastej"),
    *("siedemnastej", "osiemnastej", "dziewiętnastej", "dwudziestej"),
)
WORDS = Vocabulary(
    numbers={
        "jeden": 1, "jednego": 1, "jedną": 1, "jednej": 1, "jedna": 1, "dwa": 2, "dwie": 2, "dwóch": 2, "dwu": 2,
        "trzy": 3, "trzech": 3, "cztery": 4, "czterech": 4, "pięć": 5, "pięciu": 5, "sześć": 6, "sześciu": 6,
        "siedem": 7, "siedmiu": 7, "osiem": 8, "ośmiu": 8, "dziesięć": 10, "dziesięciu": 10, "dwanaście": 12,
        "dwunastu": 12, "czternaście": 14, "czternastu": 14, "piętnaście": 15, "piętnastu": 15, "dwadzieścia": 20,
        "dwudziestu": 20, "trzydzieści": 30, "trzydziestu": 30, "czterdzieści osiem": 48, "dwadzieścia cztery": 24,
        "dwudziestu czterech": 24, "czterdziestu ośmiu": 48, "pół": 0.5,
    },
    units={
        "minuta": _M, "minuty": _M, "minut": _M, "minutę": _M, "min": _M, "godzina": _H, "godzinę": _H, "godziny": _H,
        "godzin": _H, "godz": _H, "godz.": _H, "h": _H, "dzień": _D, "dnia": _D, "dni": _D, "dniach": _D,
        "tydzień": _W, "tygodnia": _W, "tygodnie": _W, "tygodni": _W, "miesiąc": Unit.MONTH, "miesiąca": Unit.MONTH,
        "miesiące": Unit.MONTH, "miesięcy": Unit.MONTH,
    },
    lengths={
        "pół godziny": (0.5, _H), "półtorej godziny": (1.5, _H), "kwadrans": (15, _M), "kwadransa": (15, _M),
        "godziny": (1, _H), "godzinę": (1, _H), "doby": (24, _H), "dobę": (24, _H), "tygodnia": (1, _W),
        "tydzień": (1, _W), "miesiąca": (1, Unit.MONTH), "miesiąc": (1, Unit.MONTH), "jednej doby": (24, _H),
        "dwóch dób": (48, _H),
    },
    working=("roboczych", "robocze", "roboczy", "roboczego", "pracujących", "pracujące"),
    few=("kilku", "kilka", "kilkunastu", "paru", "parę", "najbliższych", "najbliższe", "następnych", "kolejnych",
         "kilku najbliższych"),
    about=("około", "ok.", "maksymalnie", "maks.", "najwyżej", "maksimum", "mniej więcej", "niecałych", "najbliższych",
           "najbliższej", "następnych", "kolejnych"),
    within=("w ciągu", "w przeciągu", "za", "do", "najpóźniej w ciągu", "w terminie", "w terminie do", "maksymalnie w",
            "nie później niż w ciągu", "najdalej za", "najpóźniej za", "najdalej w ciągu"),
    before=("przed", "najpóźniej przed"),
    by=("do", "najpóźniej", "najpóźniej do", "najdalej", "najdalej do", "nie później niż", "aż do",
        "nie później niż do"),
    at=("o", "o godzinie", "o godz.", "godz.", "godz", "godziny", "godzinie", "około", "koło", "do godziny", "ok.",
        "między", "pomiędzy", "od", "od godziny", "około godziny", "w godzinach", "w godz."),
    on=("w", "we", "dnia", "na", "w dniu", "dniu"),
    since=("od", "z"),
    latest=("najpóźniej", "najdalej"),
    articles=("dnia",),
    ranges=("-", "do", "lub", "albo", "a", "czy"),
    days={
        "dziś": 0, "dzisiaj": 0, "dzisiejszego dnia": 0, "jutro": 1, "jutra": 1, "jutrzejszego dnia": 1, "pojutrze": 2,
        "pojutrza": 2,
    },
    weekdays={
        "poniedziałek": 0, "poniedziałku": 0, "pon.": 0, "wtorek": 1, "wtorku": 1, "wt.": 1, "środa": 2, "środy": 2,
        "środę": 2, "śr.": 2, "czwartek": 3, "czwartku": 3, "czw.": 3, "piątek": 4, "piątku": 4, "sobota": 5,
        "sobotę": 5, "soboty": 5, "niedziela": 6, "niedzielę": 6, "niedzieli": 6,
    },
    next=("przyszły", "przyszłego", "przyszłą", "przyszłej", "następny", "następnego", "następną", "następnej"),
    this=("ten", "tego", "tę", "tej", "najbliższy", "najbliższego", "najbliższą", "najbliższej", "nadchodzący"),
    months={
        "stycznia": 1, "lutego": 2, "marca": 3, "kwietnia": 4, "maja": 5, "czerwca": 6, "lipca": 7, "sierpnia": 8,
        "września": 9, "października": 10, "listopada": 11, "grudnia": 12,
    },
    of=(),
    ordinals=("-go", "go"),
    hours={word: hour for hour, word in enumerate(_ORDINALS, 1)}
    | {f"dwudziestej {word}": 20 + hour for hour, word in enumerate(_ORDINALS[:3], 1)},
    oclock=(),
    halves={},
    parts={
        "południe": (12, 0), "południa": (12, 0), "południem": (12, 0), "w południe": (12, 0), "rano": (12, 0),
        "z rana": (12, 0), "z samego rana": (12, 0),
        "rana": (12, 0), "przedpołudniem": (12, 0), "przed południem": (12, 0), "po południu": (18, 0),
        "popołudniu": (18, 0), "popołudnia": (18, 0), "popołudniem": (18, 0), "wieczór": (22, 0), "wieczora": (22, 0),
        "wieczorem": (22, 0), "północy": (24, 0), "północą": (24, 0), "nocy": (24, 0),
    },
    moments={"dziś wieczorem": (0, 22, 0), "dzisiaj wieczorem": (0, 22, 0)},
    ends={
        "końca dnia": "day", "koniec dnia": "day", "końca dzisiejszego dnia": "day", "zamknięcia": "day",
        "końca dnia roboczego": "day", "końca pracy": "day", "zamknięcia sklepu": "day",
        "końca tygodnia": "week", "koniec tygodnia": "week", "końca tego tygodnia": "week", "w tym tygodniu": "week",
        "tym tygodniu": "week", "końca miesiąca": "month", "koniec miesiąca": "month", "końca tego miesiąca": "month",
        "przyszłym tygodniu": "next_week", "końca przyszłego tygodnia": "next_week",
        "następnym tygodniu": "next_week",
    },
    vague=(
        "wkrótce", "niebawem", "niedługo", "jak najszybciej", "możliwie szybko", "najszybciej jak to możliwe",
        "jak najprędzej", "niezwłocznie", "bezzwłocznie", "w najbliższym czasie", "w wolnej chwili", "za chwilę",
        "zaraz", "później", "szybko", "w miarę możliwości", "bez zbędnej zwłoki", "natychmiast", "za jakiś czas",
        "lada dzień", "w krótkim czasie", "najszybciej, jak się da", "tak szybko, jak to możliwe",
    ),
    # Perfective verbs in the first person plural promise; so do "będzie", "otrzyma Pani", "obiecuję".
    ours=r"\b(?!dziekujemy|przepraszamy|prosimy|rozumiemy|zalujemy|cieszymy|otrzymujemy|potrzebujemy|wiemy|widzimy"
         r"|chcemy|pracujemy|oferujemy|wierzymy|wspolczujemy|doceniamy)(?:\w+(?:emy|imy|ymy)|powinn\w+|bedzie\w*|bede|otrzyma(?:sz|cie|ja)?|dostanie\w*|obiecuj\w+|gwarantuj\w+|damy|dam"
         r"|oddzwonie|odezwe|wysle|zadzwonie|napisze|odpisze|odpowiem?|zwroce|naprawie|zrobie|sprawdze|przygotuje"
         r"|skontaktuje|postaram|dotrze|trafi|wroci)\b",
    asks=r"\b(?:prosze(?! dac nam)|prosimy(?! o c)|czy moze\w*|czy mog\w*|daj\w* znac|przyslij\w*|napisz|zadzwon"
         r"|ma pan\w*|masz|jesli)\b",
    not_ours=r"\b(?:czynn\w+|otwar\w+|godziny otwarcia|zamknie\w+(?! sklepu)|zamkniet\w+|promocj\w+|wazn\w+|rabat\w*"
             r"|pracujemy|jestesmy od|obowiazuj\w+)\b",
    past=r"\b(?:\w+[aei](?:lismy|lysmy|lem|lam)|wczoraj|byl\w*|zamowien\w+ z)\b",
    negation=r"\b(?:nie)\b",
)  # fmt: skip
