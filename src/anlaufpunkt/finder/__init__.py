"""The finder: from a question to ranked, explained answers; the count of what nobody could answer (German: Suche).

Candidates come from an index that is only a copy of the directory; the ranking is pure and says its reasons.
"""
