"""The words of public offers' own texts, as the index knows them."""

from collections.abc import Iterable, Mapping

import tantivy

from anlaufpunkt.finder.domain import own_words
from anlaufpunkt.finder.domain.query import Named

_FORMS = 40  # forms and compounds of one word that are looked at


def term(schema: tantivy.Schema, field: str, text: str, boost: float) -> tuple[tantivy.Occur, tantivy.Query]:
    exact = tantivy.Query.const_score_query(tantivy.Query.term_query(schema, field, text, "basic"), boost)
    return tantivy.Occur.Should, exact


def named(searcher: tantivy.Searcher, word: str, draft: Iterable[str]) -> Named | None:
    """The word as offers write it, if need be in another form, with all its forms; None where none has it, or too many do."""
    new = dict.fromkeys(draft, 1)
    for spelled in own_words.spellings(word):
        found = _forms(searcher, spelled, new)
        if own_words.rare(sum(found.values()), searcher.num_docs):
            return max(found, key=lambda w: (w == spelled, found[w], w)), frozenset(found)
    return None


def _forms(searcher: tantivy.Searcher, word: str, new: Mapping[str, int]) -> dict[str, int]:
    """The word and its inflections; compounds with it where that stays rare; else what it is a kind of."""
    exact = searcher.doc_freq("own", word) or new.get(word, 0)
    found = {word: exact} if exact else {}
    if len(word) < own_words.PART:
        return found
    near = dict(new) | dict(searcher.terms_with_prefix("own", own_words.beginning(word), limit=_FORMS))
    found |= {w: n for w, n in near.items() if own_words.form_of(word, w)}
    near |= {w[::-1]: n for w, n in searcher.terms_with_prefix("backwards", word[::-1], limit=_FORMS)}
    wide = found | {w: n for w, n in near.items() if own_words.compound_with(word, w)}
    if wide:
        return wide if not found or own_words.rare(sum(wide.values()), searcher.num_docs) else found
    return next(({w: n} for w in own_words.last_parts(word) if (n := searcher.doc_freq("own", w) or new.get(w, 0))), {})


def touches(index: tantivy.Index, named: Named, needs: Iterable[str]) -> bool:
    """Whether an offer that helps with one of these needs writes the word."""
    both = [
        (tantivy.Occur.Must, tantivy.Query.boolean_query([term(index.schema, field, w, 1.0) for w in sorted(words)]))
        for field, words in (("own", named[1]), ("need", needs))
    ]
    return bool(index.searcher().search(tantivy.Query.boolean_query(both), 1, count=False).hits)
