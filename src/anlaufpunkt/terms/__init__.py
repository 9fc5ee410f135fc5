"""Pure words that every room speaks (German: Begriffe).

Refusals, language tags, folding of text, and clock-free time arithmetic. No Django, no I/O.
"""
