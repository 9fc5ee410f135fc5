"""Texts in many languages: origin, staleness, memory, glossary, machine translation. German: Übersetzung."""
