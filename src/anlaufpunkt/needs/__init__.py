"""Needs: the taxonomy, the multilingual thesaurus, understanding a question (German: Anliegen).

`domain` is pure; the data files below `data/` are for reviewers who speak the language.
"""
