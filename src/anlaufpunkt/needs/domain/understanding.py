"""`understand`: from a typed question to needs, facets, place and danger. Pure: the same words give the same answer.

The answer says what it rests on. Where evidence is thin it is unsure ("did you mean …?"); where there is none, it
names no need.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from anlaufpunkt.needs.domain import concepts as concept_rules
from anlaufpunkt.needs.domain import danger as danger_rules
from anlaufpunkt.needs.domain import facets as facet_rules
from anlaufpunkt.needs.domain.classifier import Linear
from anlaufpunkt.needs.domain.concepts import Concepts
from anlaufpunkt.needs.domain.danger import Danger
from anlaufpunkt.needs.domain.facets import Facets, Lexicon
from anlaufpunkt.needs.domain.features import hashed, meanings
from anlaufpunkt.needs.domain.language import Guess, guess
from anlaufpunkt.needs.domain.phrases import Match, Thesaurus, evidence
from anlaufpunkt.needs.domain.taxonomy import AT_RISK, OF_DANGER, SENSITIVE
from anlaufpunkt.network.domain.places import Found, Place, PlaceBook
from anlaufpunkt.terms.domain.characters import shown
from anlaufpunkt.terms.domain.folding import serbian_latin, tokens

NO_NEED = "none"
MAX_CHARS = 2000
MAX_NEEDS = 5
THESAURUS_PULL = 1.2  # how far a full phrase match lifts the log chance of its need
SURE = 0.45  # chance of the best need from which nothing is asked back
NOTHING = 0.5  # how large the chance of "no need" may be beside that of the best need before none is offered
FAINT = 0.03  # chance of the best need below which none is offered
LIKELY = 0.12  # chance from which a need counts for the protection of the asker
STRONG = 1.2  # evidence of the thesaurus that speaks for a need even so
KNOWN = 0.25  # share of known features below which words count as unknown
_MARKUP = re.compile(r"<[^>]{1,200}>|https?://|www\.|\{[^}]*\}|select\s.+\sfrom|\bdrop table\b|javascript:", re.IGNORECASE)
_CODE = frozenset("{}<>=;$|\\[]")
# Towns whose names are also everyday words: only with a word such as "in" before them.
_EVERYDAY = frozenset({
    "essen", "lage", "wetter", "much", "wenden", "alpen", "marl", "hamm", "halle", "werne", "haan", "rees", "reken",
    "ense", "hille", "inden", "titz", "kall", "verl", "werl", "unna", "ahlen", "olpe", "selm", "wesel", "herten", "hagen",
    "hilden", "kalkar", "velen", "raesfeld", "ost", "west", "nord", "sud", "mitte", "hafen", "bad", "berg", "velbert",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeedFound:
    """`weight` is the chance 0 … 1 among all needs; `phrases` are the matched words that speak for it."""

    need: str
    weight: float
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    language: Guess
    needs: tuple[NeedFound, ...] = ()
    unsure: bool = False
    danger: Danger = field(default_factory=Danger)
    facets: Facets = field(default_factory=Facets)
    place: Place | None = None
    words: tuple[str, ...] = ()  # folded, without the place
    unmatched: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        return [found.need for found in self.needs]

    @property
    def urgent(self) -> bool:
        return bool(self.danger.kinds)

    @property
    def sensitive(self) -> bool:
        return self.urgent or bool(SENSITIVE & self._likely)

    @property
    def at_risk(self) -> bool:
        return self.urgent or bool(AT_RISK & self._likely)

    @property
    def _likely(self) -> set[str]:
        return {found.need for rank, found in enumerate(self.needs[:3]) if rank == 0 or found.weight >= LIKELY}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything `understand` knows, read once per process."""

    needs: Linear
    dangers: Linear
    concepts: Linear
    thesaurus: Thesaurus
    concepts_of: Mapping[str, Concepts]  # of danger, per language
    vocabulary: Mapping[str, Concepts]  # of everyday life, per language
    lexicons: Mapping[str, Lexicon]  # per language; "" holds all of them merged
    frequent: Mapping[str, frozenset[str]]
    places: PlaceBook


def clean(text: str) -> str:
    """Without control and direction characters, at most MAX_CHARS long."""
    kept = map(shown, unicodedata.normalize("NFKC", text[: MAX_CHARS * 2]))
    return " ".join("".join(kept).split())[:MAX_CHARS]


def understand(question: str, *, language: str, knowledge: Knowledge, today: date) -> Understanding:
    """`language` is the interface's: the prior, and what the lexicon falls back on."""
    text = clean(question)
    all_words = tokens(_MARKUP.sub(" ", text))
    guessed = guess(text, all_words, knowledge.frequent, language)
    if guessed.code == "sr" and guessed.script == "cyrl":
        all_words = [serbian_latin(word) for word in all_words]
    lexicon = knowledge.lexicons.get(guessed.code) or knowledge.lexicons[""]
    found = _place(all_words, knowledge)
    words = [w for i, w in enumerate(all_words) if not (found and found.start <= i < found.end)]
    place = found.place if found else None
    if not words or _is_noise(text, words):
        return Understanding(guessed, place=place, words=tuple(words))
    hashes = hashed(words)
    own = (guessed.code, language.removesuffix("-simple"))
    spoken = frozenset({*own, "de"})
    everyday = _found(words, knowledge.vocabulary, own)
    matches = knowledge.thesaurus.matches(words, spoken)
    scores, known = knowledge.needs.scores(hashes + meanings(everyday))
    chances = _chances(scores.tolist(), knowledge.needs, matches)
    danger = danger_rules.danger(
        hashes, concept_rules.features(_found(words, knowledge.concepts_of, own), everyday), chances,
        by_words=knowledge.dangers, by_concepts=knowledge.concepts,
    )  # fmt: skip
    facets = facet_rules.facets(words, lexicon, today)
    needs = _by_age(_with_danger(_needs(chances, matches, known), danger), facets.age_months)
    return Understanding(
        language=guessed,
        needs=needs,
        unsure=bool(needs) and needs[0].weight < SURE and not danger.kinds,
        danger=danger,
        facets=facets,
        place=place,
        words=tuple(words),
        unmatched=_unmatched(words, matches),
    )


def _place(words: list[str], knowledge: Knowledge) -> Found | None:
    near = knowledge.lexicons[""]
    skip = frozenset(
        w for i, w in enumerate(words)
        if w in _EVERYDAY and len(words) > 1 and not (i and near.is_one("near", words[i - 1]) and words[i - 1] != "zu")
    )  # fmt: skip
    hits = knowledge.places.find(words, skip, knowledge.thesaurus.words)
    return max(hits, key=lambda hit: (hit.place.kind in ("postcode", "district"), hit.end - hit.start), default=None)


def _is_noise(text: str, words: list[str]) -> bool:
    """Markup, code and addresses of advertisers outweigh the words."""
    if not any(c.isalpha() for c in text):
        return True
    marked = sum(len(m.group()) for m in _MARKUP.finditer(text))
    if sum(c in _CODE for c in text) >= 4:
        return True
    return marked * 3 > len(text) or (marked > 0 and len(words) < 4)


def _found(words: list[str], known: Mapping[str, Concepts], languages: tuple[str, ...]) -> frozenset[str]:
    """What the words stand for in these languages."""
    return frozenset().union(*(known[code].found(words) for code in set(languages) if code in known))


def _chances(scores: list[float], model: Linear, matches: list[Match]) -> dict[str, float]:
    """Chance per need and of no need, after the thesaurus has pulled."""
    pull = evidence(matches)
    lifted = [s + THESAURUS_PULL * pull.get(label, 0.0) for label, s in zip(model.labels, scores, strict=True)]
    return dict(zip(model.labels, softmax_list(lifted), strict=True))


def _needs(chances: dict[str, float], matches: list[Match], known: float) -> tuple[NeedFound, ...]:
    wanted = {need: chance for need, chance in chances.items() if need != NO_NEED}
    ranked = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:MAX_NEEDS]
    nothing, best = chances[NO_NEED], ranked[0][1]
    doubtful = nothing > NOTHING * best or best < FAINT or known < KNOWN
    if doubtful and evidence(matches).get(ranked[0][0], 0.0) < STRONG:
        return ()
    rest = max(1e-9, 1 - nothing)
    return tuple(
        NeedFound(need, round(chance / rest, 4), tuple(m.phrase for m in matches if need in m.weights))
        for rank, (need, chance) in enumerate(ranked)
        if rank < 3 or chance / rest > 0.03
    )


def softmax_list(scores: list[float]) -> list[float]:
    top = max(scores)
    grown = [math.exp(s - top) for s in scores]
    total = sum(grown)
    return [g / total for g in grown]


def _with_danger(needs: tuple[NeedFound, ...], danger: Danger) -> tuple[NeedFound, ...]:
    """The need a danger stands for is among the first three, first where the words are not clear about another."""
    if not danger.kinds:
        return needs
    need = OF_DANGER[danger.kinds[0]]
    if need in [found.need for found in needs[:3]]:
        return needs
    added, others = NeedFound(need, round(danger.weight, 4)), [found for found in needs if found.need != need]
    return (others[0], added, *others[1:4]) if others and others[0].weight > 0.6 else (added, *others[:4])


# Groups for parents differ by the child's age, in months: below the first, below the second.
_BABY, _TODDLER = ("parent-baby-group", 12), ("parent-toddler-group", 36)


def _by_age(needs: tuple[NeedFound, ...], months: int | None) -> tuple[NeedFound, ...]:
    """ "Playgroup for my baby, 6 months": the age decides between the groups for babies and for toddlers."""
    if months is None or months >= _TODDLER[1] or not needs or needs[0].need not in (_BABY[0], _TODDLER[0]):
        return needs
    right = _BABY[0] if months < _BABY[1] else _TODDLER[0]
    rest = [found for found in needs[1:] if found.need not in (_BABY[0], _TODDLER[0])]
    return (replace(needs[0], need=right), *rest)


def _unmatched(words: list[str], matches: list[Match]) -> tuple[str, ...]:
    """Runs of up to four words that no phrase covers; numbers part them."""
    covered = {i for match in matches for i in range(match.start, match.end)}
    runs: list[list[str]] = [[]]
    for i, word in enumerate(words):
        if i in covered or any(c.isdigit() for c in word):
            runs.append([])
        elif len(runs[-1]) == 4:
            runs.append([word])
        else:
            runs[-1].append(word)
    return tuple(" ".join(run) for run in runs if run)
