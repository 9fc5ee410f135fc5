"""Questions that nobody asked, for the demonstration's invented centre: (need, language, asked, without an answer)."""

QUESTIONS = (
    ("german-a1-a2", "ar", 62, 3), ("german-a1-a2", "uk", 41, 0), ("german-a1-a2", "tr", 23, 0), ("housing-search", "ar", 38, 21),
    ("housing-search", "ru", 17, 12), ("housing-search", "de", 9, 6), ("swimming-course", "tr", 26, 18),
    ("swimming-course", "ar", 14, 11), ("homework-help", "ro", 19, 2), ("homework-help", "bg", 12, 7), ("midwife", "ti", 11, 9),
    ("midwife", "en", 8, 0), ("meeting-place", "fa", 16, 0), ("tutoring", "pl", 13, 1), ("food-bank", "uk", 22, 0),
    ("parent-baby-group", "tr", 15, 0), ("bicycle", "fa", 12, 12), ("literacy", "ckb", 6, 6),
)  # fmt: skip
