"""The steps of the guided form: each reads some facts of a draft and gives them back, one name per fact."""

from anlaufpunkt.editing.forms.how import How
from anlaufpunkt.editing.forms.step import Step
from anlaufpunkt.editing.forms.what import What
from anlaufpunkt.editing.forms.when import When
from anlaufpunkt.editing.forms.where import Where
from anlaufpunkt.editing.forms.who import Who

STEPS: dict[str, type[Step]] = {"what": What, "who": Who, "when": When, "where": Where, "how": How}

__all__ = ["STEPS", "How", "Step", "What", "When", "Where", "Who"]
