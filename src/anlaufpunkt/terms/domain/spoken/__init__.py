"""Times as a person says them, in any interface language, as rules; and rules as such a sentence (German: gesprochene Zeiten).

`understand_times` never guesses silently: what it does not understand is in `rest`, what is doubtful in `problems`.
"""

from anlaufpunkt.terms.domain.spoken.phrases import phrase, sayable
from anlaufpunkt.terms.domain.spoken.reading import Spoken, understand_times

__all__ = ["Spoken", "phrase", "sayable", "understand_times"]
