"""What is said about needs as such: which are sensitive, which belong together, which stand for a danger."""

# Words about these stay off addresses, caches and counts.
SENSITIVE = frozenset({
    "domestic-violence", "sexual-violence", "forced-marriage-fgm", "human-trafficking", "suicide-crisis",
    "child-protection", "lsbtiq", "undocumented", "asylum-rejection-deportation", "addiction", "sexual-health",
    "mental-health", "trauma-therapy", "pregnancy-counselling", "separation-custody", "hate-speech",
    "racism-discrimination", "victim-support", "debt-counselling", "asylum-procedure", "medical-emergency",
})  # fmt: skip

# Pages about these carry an exit button.
AT_RISK = frozenset({
    "domestic-violence", "sexual-violence", "forced-marriage-fgm", "human-trafficking", "lsbtiq", "undocumented",
    "child-protection", "asylum-rejection-deportation", "suicide-crisis",
})  # fmt: skip

# The need that a detected danger stands for.
OF_DANGER = {
    "suicide": "suicide-crisis", "medical": "medical-emergency", "poisoning": "medical-emergency",
    "violence": "domestic-violence", "sexual-violence": "sexual-violence", "child": "child-protection",
    "homelessness": "homelessness", "forced-marriage": "forced-marriage-fgm", "trafficking": "human-trafficking",
    "deportation": "asylum-rejection-deportation", "attack": "victim-support",
}  # fmt: skip

# Twelve tiles for those who do not want to write: a whole path without typing.
TILES = (
    "arrival-orientation", "german-a1-a2", "parent-baby-group", "kindergarten-place", "school-enrolment", "housing-search",
    "job-search", "help-with-forms", "find-doctor", "migration-counselling", "domestic-violence", "meeting-place",
)  # fmt: skip

# What to offer beside a need when nothing, or too little, was found.
RELATED = {
    "parent-baby-group": ("parent-toddler-group", "midwife", "meeting-place"),
    "parent-toddler-group": ("parent-baby-group", "kindergarten-place", "parent-programme-kita-school"),
    "parent-programme-kita-school": ("parent-toddler-group", "parenting-advice", "school-advice"),
    "german-a1-a2": ("integration-course", "conversation-cafe", "literacy"),
    "german-b1-b2": ("integration-course", "german-for-work", "conversation-cafe"),
    "german-c1": ("german-b1-b2", "german-exam", "university"),
    "integration-course": ("german-a1-a2", "german-exam", "course-with-childcare"),
    "literacy": ("german-a1-a2", "integration-course", "conversation-cafe"),
    "course-with-childcare": ("german-a1-a2", "kindergarten-place", "womens-group"),
    "homework-help": ("tutoring", "after-school-care", "school-advice"),
    "tutoring": ("homework-help", "school-advice", "education-benefits"),
    "housing-search": ("homelessness", "rent-problems", "help-with-forms"),
    "homelessness": ("housing-search", "jobcenter-benefits", "migration-counselling"),
    "job-search": ("vocational-training", "recognition-qualifications", "work-permit"),
    "domestic-violence": ("womens-group", "migration-counselling", "victim-support"),
    "find-doctor": ("health-insurance", "interpreter", "medical-emergency"),
    "health-insurance": ("find-doctor", "undocumented", "help-with-forms"),
    "womens-group": ("conversation-cafe", "meeting-place", "women-work"),
    "asylum-procedure": ("asylum-rejection-deportation", "legal-advice", "migration-counselling"),
    "asylum-rejection-deportation": ("asylum-procedure", "legal-advice", "migration-counselling"),
    "mental-health": ("trauma-therapy", "meeting-place", "migration-counselling"),
}  # fmt: skip


def related(need: str) -> tuple[str, ...]:
    """Up to three neighbours; who listens to everything is always a neighbour."""
    return RELATED.get(need) or tuple(n for n in ("migration-counselling", "help-with-forms") if n != need)
