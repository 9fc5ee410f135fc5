"""The published mix of questions: 1 to 12 words, eight languages, half of them with a place."""

import random

QUESTIONS = {
    "de": ["Deutschkurs", "Wohnung gesucht", "Hilfe beim Ausfüllen vom Jobcenter Antrag", "Krabbelgruppe für mein Baby 6 Monate",
           "mein Vermieter zahlt die Kaution nicht zurück seit wir ausgezogen sind", "Kita Platz", "wo kann ich schwimmen lernen nur Frauen"],
    "en": ["german course", "playgroup for my toddler", "my boss did not pay my salary for two months", "find a doctor who speaks arabic",
           "I want to help as a volunteer", "lost passport"],
    "ar": ["دورة لغة ألمانية", "مجموعة لي ولطفلي الرضيع عمره ٦ أشهر", "صاحب البيت لا يعيد التأمين", "طبيب يتكلم عربي", "روضة"],
    "tr": ["almanca kursu", "ev arıyorum", "bebeğim için oyun grubu", "doktor türkçe konuşan", "iş bulmak istiyorum yardım"],
    "uk": ["курси німецької", "шукаю квартиру", "садочок для дитини 3 роки", "лікар який говорить українською"],
    "ru": ["курсы немецкого", "ищу работу", "помогите заполнить анкету джобцентр", "группа для мам с малышами"],
    "fr": ["cours d'allemand", "je cherche un appartement", "aide pour les devoirs de mon fils", "médecin sans assurance"],
    "fa": ["کلاس زبان آلمانی", "دنبال خانه می‌گردم", "مهدکودک برای پسرم سه ساله", "وکیل برای پناهندگی"],
}  # fmt: skip


def mix(count: int, postcodes: list[str], seed: int = 7) -> list[tuple[str, str, str]]:
    """(language, question, postcode or empty)."""
    rnd = random.Random(seed)
    languages = sorted(QUESTIONS)
    found = []
    for i in range(count):
        language = rnd.choice(languages)
        found.append((language, rnd.choice(QUESTIONS[language]), rnd.choice(postcodes) if i % 2 else ""))
    return found
