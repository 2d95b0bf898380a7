"""Small made-up passages of the kinds that real text has too few of: spelt names, file names, headers, near misses."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from .documents import Document, Piece
from .variation import AMBIGUOUS, Names, genitive

_SLOT = re.compile(r"\{(\w+)\}")

# {n} full name, {f} first name, {l} surname, {c} "Surname, First", {g} genitive, {i} initial and surname, {s} spelt,
# {fs} first name and its spelling, {file} file name, {user} user name, {mail} address, {sig} signature,
# {p} place, {v} street named after a person, {o} firm with a person's name, {pet} an animal, {num} number, {amb} a word
# that is also a name.
LINES = {
    "da": (
        "Hej, du taler med {f}. Hvad kan jeg hjælpe med?", "hej det er {n} jeg ringer fordi min telefon ikke virker",
        "Mit navn er {n}, og jeg bor på {v} {num}.", "ja det er {n} det staves {s}", "Det staves {s}, altså {l}.",
        "{s} er det med ét l", "hvordan staver du det\n{s}", "Kan du stave efternavnet?\nJa, {s}.", "mit efternavn er {l} {s}",
        "Jeg står som {c} i jeres system.", "kunden hedder {c} og bor i {p}", "{c}\n{c}\n{c}",
        "Fra: {c} <{mail}>\nTil: {n} <{mail}>\nCc: {c}\nEmne: SV: regning", "Fra: {n}\nSendt: 12. maj\nTil: {n}; {n}",
        "Den {num}. maj skrev {n} <{mail}>:", "> Hilsen {f}", "Venlig hilsen\n{n}\nKundeservice", "Mvh {f}", "mvh. {i}", "Hilsen {sig}",
        "Kh {f} og {f}", "Kære {f},", "Hej {f} og {f}\n\nTak for jeres mail.", "/{f}", "- {f}", "Hej {f}!",
        "Jeg har vedhæftet {file}", "se filen {file} og {file}", "filen hedder {file}", "log ind som {user}", "brugernavn {user}",
        "Jeg er gift med {f}, og vores søn {f} bruger {g} abonnement.", "{g} telefon er væk", "det er {g} nummer ikke {g}",
        "Hils {f} fra mig", "jeg talte med {f} i går og med {n} i mandags", "det var {f} der lovede mig det",
        "Jeg hedder {f}, men alle kalder mig {f}.", "tak {f} det er så fint", "ja tak {f}", "okay {f} så siger vi det", "nå {f} hør her",
        "er det {f} jeg taler med", "du taler med {f} fra {o}", "velkommen til {o} du taler med {n}", "{f} her", "det er bare {f}",
        "Min mor {n} og min far {n} er begge kunder.", "hun hedder {n} og han hedder {f}", "{i} har underskrevet", "{i} og {i}",
        "Min hund hedder {pet}.", "vores kat {pet} løb væk", "Hesten {pet} er ikke forsikret.", "hunden {pet} bed i kablet",
        "Jeg bor på {v}.", "Butikken på {v} {num} er lukket.", "pakken ligger på {v} i {p}", "Stormen {pet} væltede masten.",
        "Jeg køber alt hos {o}.", "{o} svarer ikke", "Har I hørt fra {o} i {p}?", "Jeg kommer fra {p} og skal til {p}.",
        "det er hele mit liv du snakker om", "jeg bor her i mit hus hele mit liv", "Der var en storm i nat.", "En rose til dig.",
        "solen skinner og der er sol på min mark", "i maj og juni holder vi lukket", "på mandag den {num}. april", "han er en stor bjørn",
        "jeg har en falk i haven og en ravn på taget", "der lå en stok på jorden ved en eng", "Der er frost i jorden.",
        "jeg bor ved en skov", "min bror er på ferie", "min søster ringer", "God sommer og glad påske", "jeg er glad for det",
        "Mit modem hedder Nokia Beacon 6 og min bil er en Mercedes.", "Jeg har en Tesla og en Berlingo.", "Siri og Alexa svarer ikke",
        "@{nick} hvad siger du til det? 😂", "Enig med @{nick} og @{nick}", "RT @{nick}: så er det nu", "{nick} skrev kl. 20.14:",
        "12-05-2009 20:31 skrev {nick}\nja det synes jeg også", "{f}: nej det passer ikke\n{f}: jo", "{f}; du er bare så sød <3",
        "elsker dig {f} <3", "hahaha {f} du er skør", "enig {f}.", "@{firm} hvornår svarer I?", "Hej @{firm}, min pakke er væk",
        "vi ses {f}", "{f} er syg i dag så {f} tager den", "spørg {f} eller {g} kollega",
        "Bestilt af: {c}", "Kontakt: {n}, tlf. {num}", "kontaktperson {n}", "Indehaver {n}", "Saksnr. {num} {c}", "ref. {n}",
        "Tak for hjælpen. Kommer der en tekniker tirsdag?", "Kode {num} og fejl {num}.", "ja det er fint mange tak hej hej",
    ),
    "nb": (
        "Hei, du snakker med {f}. Hva kan jeg hjelpe deg med?", "ja hei det er {n} jeg ringer fordi nettet er nede",
        "Navnet mitt er {n}, og jeg bor i {v} {num}.", "jeg heter {n} det staves {s}", "Det skrives {s}, altså {l}.",
        "{s} med to l-er", "hvordan staver du det\n{s}", "Kan du stave etternavnet?\nJa, {s}.", "etternavnet mitt er {l} {s}",
        "Jeg står som {c} hos dere.", "kunden heter {c} og bor på {p}", "{c}\n{c}\n{c}",
        "Fra: {c} <{mail}>\nTil: {n} <{mail}>\nKopi: {c}\nEmne: SV: faktura", "Fra: {n}\nSendt: 12. mai\nTil: {n}; {n}",
        "{num}. mai skrev {n} <{mail}>:", "> Hilsen {f}", "Med vennlig hilsen\n{n}\nKundesenter", "Mvh {f}", "mvh {i}", "Hilsen {sig}",
        "Klem fra {f} og {f}", "Kjære {f},", "Hei {f} og {f}\n\nTakk for e-posten.", "/{f}", "- {f}", "Hei {f}!",
        "Jeg har lagt ved {file}", "se filen {file} og {file}", "filen heter {file}", "logg inn som {user}", "brukernavnet er {user}",
        "Jeg er gift med {f}, og sønnen vår {f} bruker {g} abonnement.", "{g} telefon er borte", "det er {g} nummer ikke {g}",
        "Hils {f} fra meg", "jeg snakka med {f} i går og med {n} på mandag", "det var {f} som lovte meg det",
        "Jeg heter {f}, men alle kaller meg {f}.", "takk {f} det er så fint", "ja takk {f}", "ok {f} da sier vi det", "jo {f} hør her",
        "er det {f} jeg snakker med", "du snakker med {f} fra {o}", "velkommen til {o} du snakker med {n}", "{f} her", "det er bare {f}",
        "Mora mi {n} og faren min {n} er begge kunder.", "hun heter {n} og han heter {f}", "{i} har signert", "{i} og {i}",
        "Hunden min heter {pet}.", "katten vår {pet} stakk av", "Hesten {pet} er ikke forsikret.", "bikkja {pet} beit i kabelen",
        "Jeg bor i {v}.", "Butikken i {v} {num} er stengt.", "pakka ligger i {v} på {p}", "Stormen {pet} tok masta.",
        "Jeg handler alt hos {o}.", "{o} svarer ikke", "Har dere hørt fra {o} på {p}?", "Jeg kommer fra {p} og skal til {p}.",
        "det er hele mitt liv du snakker om", "jeg har bodd her hele mitt liv", "Det var storm i natt.", "En rose til deg.",
        "sola skinner og det er sol på min mark", "i mai og juni holder vi stengt", "på mandag {num}. april", "han er en stor bjørn",
        "jeg så en falk og en ravn på taket", "det lå en stein ved en eng", "vår nabo har vår bil", "Det er frost i bakken.",
        "jeg bor ved en skog", "broren min er på ferie", "god dag og ha en fin dag", "God sommer", "jeg er glad for det even",
        "Ruteren heter Nokia Beacon 6 og bilen er en Mercedes.", "Jeg har en Tesla og en Berlingo.", "Siri og Alexa svarer ikke",
        "@{nick} hva sier du til det? 😂", "Enig med @{nick} og @{nick}", "{nick} skrev kl. 20.14:", "{f}: nei det stemmer ikke\n{f}: jo",
        "elsker deg {f} <3", "hahaha {f} du er gal", "enig {f}.", "@{firm} når svarer dere?", "vi ses {f}",
        "{f} er syk i dag så {f} tar den", "spør {f} eller {g} kollega", "Bestilt av: {c}", "Kontakt: {n}, tlf. {num}", "kontaktperson {n}",
        "Innehaver {n}", "Saksnr. {num} {c}", "ref. {n}", "Takk for hjelpen. Kommer det en montør tirsdag?", "Kode {num} og feil {num}.", "ja det er fint tusen takk ha det",
    ),
    "nn": (
        "Hei, du snakkar med {f}. Kva kan eg hjelpe deg med?", "ja hei det er {n} eg ringjer fordi nettet er nede",
        "Namnet mitt er {n}, og eg bur i {v} {num}.", "eg heiter {n} det vert stava {s}", "Det skriv ein {s}, altså {l}.",
        "korleis stavar du det\n{s}", "Kan du stave etternamnet?\nJa, {s}.", "etternamnet mitt er {l} {s}",
        "Eg står som {c} hjå dykk.", "kunden heiter {c} og bur på {p}", "Frå: {c} <{mail}>\nTil: {n} <{mail}>\nEmne: SV: faktura",
        "Venleg helsing\n{n}\nKundesenteret", "Helsing {f}", "mvh {i}", "Helsing {sig}", "Kjære {f},", "Hei {f} og {f}\n\nTakk for meldinga.",
        "Eg har lagt ved {file}", "fila heiter {file}", "logg inn som {user}", "Ho {f} og han {f} er i fjøset.",
        "han {f} på nabogarden og ho {f} systera hans", "eg snakka med ho {f} i går", "helsing til {f} og {g} mann", "takk {f}", "ja {f} det stemmer",
        "Eg er gift med {f}, og sonen vår {f} brukar {g} abonnement.", "det er {g} nummer ikkje {g}", "{f} her", "kven er det\n{n}",
        "Hunden min heiter {pet}.", "katten {pet} er vekke", "Stormen {pet} tok taket.", "Eg bur i {v}.", "Eg handlar hjå {o}.",
        "det er heile mitt liv du snakkar om", "vår nabo og vår bil om ein vår", "Det var storm i natt.", "ein stein ved ein bekk",
        "eg er glad for det", "god dag ha ein fin dag", "Takk for hjelpa. Kjem det ein montør tysdag?", "eg kjem frå {p} og skal til {p}",
    ),
}  # fmt: skip
_STREETS = {
    "da": ("s Vej", "s Allé", "s Gade", "vej", "gade", "s Plads"),
    "nb": ("s vei", "s gate", "veien", "gata", "s plass"),
}
_FIRMS = (
    "{} AS",
    "{} ApS",
    "{} & Sønn",
    "{} Bil",
    "Advokat {}",
    "{} VVS",
    "{} A/S",
    "Bakeri {}",
    "{} Elektro",
    "{} Transport",
    "Fru {}s Kafé",
)
_PETS = "Tassen Fido Luna Bella Laban Pluto Balder Trulte Musti Pus Mons Felix Bamse Rex Simba Molly Charlie Max Sofus Tobias Egon Ninja".split()


class Passages:
    """Draws passages; every name comes from the same drawer as the swaps."""

    def __init__(self, drawer: Names) -> None:
        self.drawer, self.rng = drawer, drawer.rng

    def draw(self) -> Document:
        """A passage of one to six lines in one language, about people who come back in it."""
        rng = self.rng
        language = rng.choice(("da", "da", "nb", "nb", "nn"))
        people = [(self.drawer.draw("first"), self.drawer.draw("last")) for _ in range(3)]
        pieces: list[Piece] = []
        for _ in range(rng.randint(1, 6)):
            line = rng.choice(LINES[language])
            last = 0
            for slot in _SLOT.finditer(line):
                handle = slot[1] == "nick" and line[: slot.start()].endswith("@")
                pieces.append(Piece(line[last : slot.start() - handle]))
                pieces += self._fill(slot[1], rng.choice(people) if rng.random() < 0.8 else self._person(), language)
                if handle:
                    pieces[-1] = Piece("@" + pieces[-1].text, "PER")
                last = slot.end()
            pieces += [Piece(line[last:]), Piece("\n")]
        return Document(tuple(p for p in pieces[:-1] if p.text), language, "made", "")

    def _person(self) -> tuple[str, str]:
        return self.drawer.draw("first"), self.drawer.draw("last")

    def _fill(self, slot: str, person: tuple[str, str], language: str) -> list[Piece]:
        first, last = person
        rng = self.rng
        names: dict[str, Callable[[], str]] = {
            "n": lambda: f"{first} {last}" if rng.random() < 0.85 else f"{first} {self.drawer.draw('last')} {last}",
            "f": lambda: first,
            "l": lambda: last,
            "c": lambda: f"{last}, {first}",
            "g": lambda: genitive(first if rng.random() < 0.7 else last),
            "i": lambda: f"{first[0]}. {last}" if rng.random() < 0.7 else f"{first} {last[0]}.",
            "s": lambda: spelt(rng.choice(person), rng),
            "sig": lambda: rng.choice((first, f"{first} {last}", f"{first[0]}. {last}", last)),
        }
        if slot in names:
            return [Piece(names[slot](), "PER")]
        return getattr(self, f"_{slot}")(person, language)  # type: ignore[no-any-return]

    def _file(self, person: tuple[str, str], language: str) -> list[Piece]:
        rng = self.rng
        gap = rng.choice(("_", "_", "-", ".", " "))
        first, last = (plain(name) for name in person)
        name = rng.choice((f"{first}{gap}{last}", f"{last}{gap}{first}", last, first, f"{first}{last}"))
        if rng.random() < 0.5:
            name = name.lower()
        before = rng.choice(
            (
                "",
                f"cv{gap}",
                f"Faktura{gap}",
                f"kontrakt{gap}",
                f"IMG{gap}",
                f"scan{gap}",
                f"Søknad{gap}",
                f"bilag{gap}2024{gap}",
            )
        )
        after = rng.choice(
            ("", f"{gap}{rng.randint(1, 2025)}", f"{gap}signert", f"{gap}v2", f"{gap}kontrakt", f"{gap}pass")
        )
        return [
            Piece(before),
            Piece(name, "PER"),
            Piece(after + rng.choice((".pdf", ".docx", ".jpg", ".png", ".xlsx", ".heic"))),
        ]

    def _user(self, person: tuple[str, str], language: str) -> list[Piece]:
        first, last = (plain(name).lower() for name in person)
        gap = self.rng.choice((".", "_", "-", "."))
        tail = self.rng.choice(("", "", str(self.rng.randint(1, 99))))
        return [Piece(self.rng.choice((f"{first}{gap}{last}", f"{last}{gap}{first}")), "PER"), Piece(tail)]

    def _mail(self, person: tuple[str, str], language: str) -> list[Piece]:
        first, last = (plain(name).lower() for name in person)
        host = self.rng.choice(("firma", "kontor-eksempel", "nordpost", "mail", "fjordnett"))
        return [Piece(f"{first}.{last}", "PER"), Piece(f"@{host}.{self.rng.choice(('dk', 'no', 'example', 'com'))}")]

    def _p(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self.rng.choice(self.drawer.places), "LOC")]

    def _v(self, person: tuple[str, str], language: str) -> list[Piece]:
        ending = self.rng.choice(_STREETS["da" if language == "da" else "nb"])
        named = self.rng.choice(person) if self.rng.random() < 0.6 else " ".join(person)
        return [Piece(named + (ending.lstrip("s") if named.endswith("s") and ending[0] == "s" else ending), "LOC")]

    def _o(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self.rng.choice(_FIRMS).format(person[1]), "ORG")]

    def _pet(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self.rng.choice(_PETS) if self.rng.random() < 0.6 else person[0])]

    def _num(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(str(self.rng.randint(1, 31) if self.rng.random() < 0.6 else self.rng.randint(100, 99999)))]

    def _nick(self, person: tuple[str, str], language: str) -> list[Piece]:
        """What people call themselves on forums: a name with something on it."""
        rng = self.rng
        first, last = (plain(name) for name in person)
        number = str(rng.randint(1, 2010))
        forms = (
            first,
            first + last,
            f"{first}_{last}",
            first.lower() + number,
            f"xX{first}Xx",
            f"{first.lower()}s{rng.choice(_PETS).lower()}",
        )
        forms += (
            f"{first[0]}{last}",
            f"{first}{last[0]}",
            f"Mr{last}",
            f"{first.lower()}-{rng.choice(('er', 'x', 'sej', 'lille'))}",
            f"{first[0]}{last[0]}{last}",
        )
        return [Piece(rng.choice(forms), "PER")]

    def _firm(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [
            Piece(
                self.rng.choice(
                    (
                        "FjordNett",
                        "VestStrom",
                        "politi",
                        "NordTele",
                        "kommunen",
                        "DKPost",
                        "billigbredband",
                        "TogService",
                    )
                ),
                "ORG",
            )
        ]

    def _amb(self, person: tuple[str, str], language: str) -> list[Piece]:
        return [Piece(self.rng.choice(AMBIGUOUS).lower())]


def plain(name: str) -> str:
    """A name as user and file names have it, sometimes without æ, ø and å."""
    return name.replace("'", "").replace("-", "")


def spelt(name: str, rng: random.Random) -> str:
    """A name letter by letter."""
    letters = [c for c in name if c.isalpha()]
    gap = rng.choice((" ", " ", "-", "-", ", ", " - ", ". "))
    case = rng.random()
    text = gap.join(letters if case < 0.2 else [c.upper() if case < 0.6 else c.lower() for c in letters])
    return text.replace("ß", "ss")
