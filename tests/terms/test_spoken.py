"""What volunteers type, in twenty languages, and what is understood.

Short form of the expectation: days, times, then "every2" (weeks), "from"/"until" a day, "-school" (not in the school holidays), "+public" (also on
public holidays), "-day"/"+day" (exceptions); rules are parted by " | ", "arr" is by arrangement, "?word" was not understood, "!code" is a problem.
"""

from datetime import date

import pytest

from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.schedule import Rule
from anlaufpunkt.terms.domain.spoken import understand_times

SAID = """
de | jeden Di 10–11:30, nicht in den Schulferien | TU 10:00-11:30 -school
de | Dienstag und Donnerstag 9-12 Uhr und 14 bis 16.30 Uhr | TU,TH 09:00-12:00 / TU,TH 14:00-16:30
de | Mo-Fr 8:00-16:00, Fr bis 14 Uhr | MO,TU,WE,TH 08:00-16:00 / FR 08:00-14:00
de | Mo-Fr 8-16 Uhr, Fr 8-14 Uhr | MO,TU,WE,TH 08:00-16:00 / FR 08:00-14:00
de | Mo bis Do 9–12, außer Feiertage | MO,TU,WE,TH 09:00-12:00
de | erster Samstag im Monat 15 Uhr | 1SA 15:00
de | 1. und 3. Mittwoch 17-19h | 1WE,3WE 17:00-19:00
de | letzter Freitag im Monat ab 18 Uhr | -1FR 18:00
de | jeden zweiten Dienstag ab 12.1.2027 10 Uhr | TU 10:00 every2 from2027-01-12
de | jeden zweiten Dienstag im Monat 10 Uhr | 2TU 10:00
de | alle 14 Tage dienstags 10-12 | TU 10:00-12:00 every2 !second_week_needs_first_date
de | 14-tägig mittwochs 10-12 ab 6.1.2027 | WE 10:00-12:00 every2 from2027-01-06
de | alle drei Wochen freitags 9-10 ab 8.1.27 | FR 09:00-10:00 every3 from2027-01-08
de | nach Vereinbarung | arr
de | Mo, Mi und Fr 15-17 Uhr, nach Absprache | MO,WE,FR 15:00-17:00 / arr
de | täglich 9 bis 17 Uhr | MO,TU,WE,TH,FR,SA,SU 09:00-17:00
de | taeglich ausser mittwochs 10-12 | MO,TU,TH,FR,SA,SU 10:00-12:00
de | täglich von Montag bis Freitag 9-17 | MO,TU,WE,TH,FR 09:00-17:00
de | werktags 8-12 | MO,TU,WE,TH,FR 08:00-12:00
de | am Wochenende 10-14 Uhr | SA,SU 10:00-14:00
de | Mittwoch halb zehn bis elf | WE 09:30-11:00
de | mittwochs 9.30 bis 11, bis 31.3.2027 | WE 09:30-11:00 until2027-03-31
de | donnerstags 10-12 vom 1.2. bis 30.6.2027 | TH 10:00-12:00 from2027-02-01 until2027-06-30
de | Do 10-12, am 24.12.2026 nicht | TH 10:00-12:00 -2026-12-24
de | Mo 10 Uhr, nicht am 24.12. und 31.12.2026 | MO 10:00 -2026-12-24 -2026-12-31
de | Fr 10-12 auch in den Ferien | FR 10:00-12:00
de | So 10-12, auch an Feiertagen | SU 10:00-12:00 +public
de | Mi 16 Uhr, entfällt am 3.3.2027, zusätzlich am 5.3.2027 | WE 16:00 -2027-03-03 +2027-03-05
de | 12.12.2026 15-18 Uhr | SA 15:00-18:00 from2026-12-12 until2026-12-12 +public
de | Samstag, 12. Dezember 2026, 15 Uhr | SA 15:00 from2026-12-12 until2026-12-12 +public
de | Sonntag, 12.12.2026 15 Uhr | SA 15:00 from2026-12-12 until2026-12-12 +public !weekday_differs
de | Mo 10.00 Uhr - 12.00 Uhr; Mi 14-16 Uhr (nicht in den Schulferien) | MO 10:00-12:00 / WE 14:00-16:00 -school
de | Mo 10-12; Mi 14-16; nicht in den Schulferien | MO 10:00-12:00 -school / WE 14:00-16:00 -school
de | 10-12 Uhr jeden Dienstag, 14-16 Uhr jeden Donnerstag | TU 10:00-12:00 / TH 14:00-16:00
de | Sa und So geschlossen, Mo-Fr 9-17 | MO,TU,WE,TH,FR 09:00-17:00
de | zwischen 9 und 12 Uhr montags | MO 09:00-12:00
de | dienstags 8 Uhr abends | TU 20:00
de | Di 22-6 Uhr | TU 22:00-06:00
de | Di 12-10 Uhr | TU 12:00-10:00 !end_before_start
de | Mo-Fr 8-16; Fr 8-14 | MO,TU,WE,TH,FR 08:00-16:00 / FR 08:00-14:00 !times_overlap
de | jeden dritten Mittwoch 10 Uhr | 3WE 10:00 !nth_or_weeks
de | Di Frauencafé Raum 10 um 15 Uhr | TU 15:00 ?Frauencafé ?Raum ?10
de | Mo 25:99 | MO ?25:99
de | Mo 10-12, nicht am 24.12. | MO 10:00-12:00 ?nicht ?24.12.
de | 10-12 Uhr | ?10 – 12 !time_without_day
de | Mo-Fr 9-17, außer 12-13 Uhr | MO,TU,WE,TH,FR 09:00-17:00 ?außer ?12 ?13
de | Di 10-11, für Frauen ab 18 Jahren | TU 10:00-11:00 ?für ?Frauen ?18 ?Jahren
de | Kurs Di 10-11, 8 Wochen | TU 10:00-11:00 ?Kurs ?8 ?Wochen
de | Mo 10-12, nicht vom 21.12.2026 bis 8.1.2027 | MO 10:00-12:00 -2026-12-21 -2026-12-28 -2027-01-04
de | Mo 10-12, vom 21.12.2026 bis 4.1.2027 geschlossen | MO 10:00-12:00 -2026-12-21 -2026-12-28 -2027-01-04
de | jeden Di und jeden 2. Do 10-12 ab 7.1.2027 | TU,TH 10:00-12:00 every2 from2027-01-07 !nth_or_weeks
de | alle 2 Monate montags 10 Uhr | MO 10:00 ?2 ?Monate
de | montags 10 Uhr ab September | MO 10:00 ?September
de | Mo, Di, Do, Fr 8.30 - 12.00, Do auch 14.00 - 17.30 Uhr | MO,TU,TH,FR 08:30-12:00 / TH 14:00-17:30
de | Mi 15:00-17:00 (nicht in den Ferien), Fr 9-11 | WE 15:00-17:00 -school / FR 09:00-11:00
de | Mi 15-17, Fr 9-11, nicht in den Ferien | WE 15:00-17:00 -school / FR 09:00-11:00 -school
de | ab 12.1.2027 Mo 9-12, Mi 14-16 | MO 09:00-12:00 from2027-01-12 / WE 14:00-16:00 from2027-01-12
de | Montag bis Freitag von 8.00 bis 12.00 Uhr sowie Dienstag von 14.00 bis 16.00 Uhr | MO,TU,WE,TH,FR 08:00-12:00 / TU 14:00-16:00
de | in geraden Wochen Di 10-12 | TU 10:00-12:00 ?geraden ?Wochen
de | Di 10-12 nur in den Schulferien | TU 10:00-12:00 ?nur ?in den Schulferien
de-simple | Jeden Montag um 9 Uhr | MO 09:00
de-simple | Dienstag von 10 bis 12 Uhr. Nicht in den Ferien. | TU 10:00-12:00 -school
de-simple | Am ersten Mittwoch im Monat um 14 Uhr | 1WE 14:00
de-simple | Mit Termin | arr
en | every Tue 10–11:30, not in school holidays | TU 10:00-11:30 -school
en | first Saturday of the month at 3 pm | 1SA 15:00
en | Mon-Fri 9am-5pm, closed on public holidays | MO,TU,WE,TH,FR 09:00-17:00
en | every other Wednesday from 6 January 2027, 2-4 pm | WE 14:00-16:00 every2 from2027-01-06
en | every second Tuesday from 12.1.2027 10:00 | TU 10:00 every2 from2027-01-12
en | 1st and 3rd Wednesday 5pm to 7pm | 1WE,3WE 17:00-19:00
en | by appointment only | arr
en | daily 10-2 pm except Sundays | MO,TU,WE,TH,FR,SA 10:00-14:00
en | last Friday of the month, half past nine to eleven | -1FR 09:30-11:00
en | weekdays from 8:00 until 12:00, also on public holidays | MO,TU,WE,TH,FR 08:00-12:00 +public
en | Thursdays 12 am - 1 am | TH 00:00-01:00
en | jeden Di 10-11, nicht in den Schulferien | TU 10:00-11:00 -school
ar | كل يوم ثلاثاء من ١٠ إلى ١١:٣٠، ليس في العطل المدرسية | TU 10:00-11:30 -school
ar | الاثنين والخميس ٩-١٢ | MO,TH 09:00-12:00
ar | السبت الأول من كل شهر الساعة ٣ مساءً | 1SA 15:00
ar | من الاثنين إلى الجمعة ٨-١٦ ما عدا الأربعاء | MO,TU,TH,FR 08:00-16:00
ar | حسب الاتفاق | arr
ar | كل أسبوعين الثلاثاء ١٠ صباحا ابتداء من 12.1.2027 | TU 10:00 every2 from2027-01-12
tr | her salı 10-11:30, okul tatilinde yok | TU 10:00-11:30 -school
tr | Pazartesiden cumaya kadar saat 9'dan 17'ye kadar | MO,TU,WE,TH,FR 09:00-17:00
tr | ayın ilk cumartesi günü saat 15'te | 1SA 15:00
tr | iki haftada bir çarşamba 14:00-16:00, 6.1.2027'den itibaren | WE 14:00-16:00 every2 from2027-01-06
tr | hafta içi her gün akşam 6-8 | MO,TU,WE,TH,FR 18:00-20:00
tr | randevu ile | arr
tr | Perşembe günleri saat dokuz buçuk, resmi tatillerde de var | TH 09:30 +public
uk | щовівторка 10-12 | TU 10:00-12:00
uk | кожного вівторка з 10 до 11:30, крім шкільних канікул | TU 10:00-11:30 -school
uk | пн-пт 9:00-17:00 | MO,TU,WE,TH,FR 09:00-17:00
uk | перша субота місяця о 15 годині | 1SA 15:00
uk | за домовленістю | arr
uk | по середах о 6 вечора | WE 18:00
ru | каждый вторник с 10 до 11:30, кроме школьных каникул | TU 10:00-11:30 -school
ru | с понедельника по пятницу 9-17 | MO,TU,WE,TH,FR 09:00-17:00
ru | первая суббота месяца в 15 часов | 1SA 15:00
ru | по четвергам в 6 вечера, также в праздничные дни | TH 18:00 +public
ru | по записи | arr
ru | каждую вторую среду с 6 января 2027 года 10:00 | WE 10:00 every2 from2027-01-06
fa | هر سه‌شنبه از ساعت ۱۰ تا ۱۱:۳۰، به جز تعطیلات مدارس | TU 10:00-11:30 -school
fa | دوشنبه و پنج شنبه ۹-۱۲ | MO,TH 09:00-12:00
fa | اولین شنبه ماه ساعت ۳ بعد از ظهر | 1SA 15:00
fa | با وقت قبلی | arr
fa | از دوشنبه تا جمعه ۸ صبح تا ۴ عصر | MO,TU,WE,TH,FR 08:00-16:00
ku | her sêşem ji 10 heta 11:30, ne di betlaneyên dibistanê de | TU 10:00-11:30 -school
ku | duşem û pêncşem 9-12 | MO,TH 09:00-12:00
ku | şemiya yekem a mehê saet 15 | 1SA 15:00
ku | şemî yekem ya mehê saet 15 | 1SA 15:00
ku | ji duşemê heta înê 9-17 | MO,TU,WE,TH,FR 09:00-17:00
ku | bi randevû | arr
ckb | هەموو سێشەممەیەک لە کاتژمێر ١٠ تا ١١:٣٠، جگە لە پشووی قوتابخانە | TU 10:00-11:30 -school
ckb | دووشەممە و پێنجشەممە ٩-١٢ | MO,TH 09:00-12:00
ckb | یەکەم شەممەی مانگ کاتژمێر ٣ ئێوارە | 1SA 15:00
ckb | بە ڕێککەوتن | arr
ps | هره سه شنبه له ۱۰ تر ۱۱:۳۰ پورې، پرته له د ښوونځیو رخصتیو | TU 10:00-11:30 -school
ps | دوشنبه او پنجشنبه ۹-۱۲ | MO,TH 09:00-12:00
ps | د میاشتې لومړۍ شنبه د ماسپښین ۳ بجې | 1SA 15:00
ps | د هوکړې له مخې | arr
ps | هره ورځ ۸-۱۶ | MO,TU,WE,TH,FR,SA,SU 08:00-16:00
ti | ነፍሲ ወከፍ ሰሉስ ካብ 10 ክሳብ 11:30፣ ብዘይካ ዕረፍቲ ቤት ትምህርቲ | TU 10:00-11:30 -school
ti | ሰኑይን ሓሙስን 9-12 | MO,TH 09:00-12:00
ti | ቀዳማይ ቀዳም ናይ ወርሒ ሰዓት 15፡30 | 1SA 15:30
ti | ብቆጸራ | arr
ti | መዓልታዊ 8-16 | MO,TU,WE,TH,FR,SA,SU 08:00-16:00
so | Talaado kasta 10-11:30, ma jiro fasaxa dugsiga | TU 10:00-11:30 -school
so | Isniin iyo Khamiis 9 ilaa 12 | MO,TH 09:00-12:00
so | Sabtida ugu horreysa ee bisha 3 galabnimo | 1SA 15:00
so | Isniin ilaa Jimce 8:00-16:00 | MO,TU,WE,TH,FR 08:00-16:00
so | ballan | arr
fr | tous les mardis de 10h à 11h30, pas pendant les vacances scolaires | TU 10:00-11:30 -school
fr | lundi et jeudi 9h-12h et 14h-16h30 | MO,TH 09:00-12:00 / MO,TH 14:00-16:30
fr | 1er samedi du mois à 15h | 1SA 15:00
fr | du lundi au vendredi de 8h à 16h sauf les jours fériés | MO,TU,WE,TH,FR 08:00-16:00
fr | sur rendez-vous | arr
fr | un mercredi sur deux à 9 heures et demie à partir du 6 janvier 2027 | WE 09:30 every2 from2027-01-06
fr | jeden Di 10-11 Uhr | TU 10:00-11:00
fr | Di 10-11 | SU 10:00-11:00 !two_languages
sq | çdo të martë 10-11:30, jo gjatë pushimeve shkollore | TU 10:00-11:30 -school
sq | e hënë dhe e enjte nga ora 9 deri 12 | MO,TH 09:00-12:00
sq | e shtuna e parë e muajit ora 15 | 1SA 15:00
sq | me marrëveshje | arr
sq | çdo ditë 8-16 përveç të dielës | MO,TU,WE,TH,FR,SA 08:00-16:00
ro | în fiecare marți 10-11:30, nu în vacanțele școlare | TU 10:00-11:30 -school
ro | luni și joi de la 9 la 12 | MO,TH 09:00-12:00
ro | prima sâmbătă din lună la ora 15 | 1SA 15:00
ro | cu programare | arr
ro | luni-vineri 8:00-16:00 | MO,TU,WE,TH,FR 08:00-16:00
bg | всеки вторник от 10 до 11:30 ч., освен през училищните ваканции | TU 10:00-11:30 -school
bg | понеделник и четвъртък 9-12 | MO,TH 09:00-12:00
bg | първата събота от месеца в 15 часа | 1SA 15:00
bg | по уговорка | arr
bg | от понеделник до петък 8-16 | MO,TU,WE,TH,FR 08:00-16:00
pl | w każdy wtorek od 10 do 11:30, oprócz ferii szkolnych | TU 10:00-11:30 -school
pl | poniedziałek i czwartek 9-12 | MO,TH 09:00-12:00
pl | pierwsza sobota miesiąca o 15 | 1SA 15:00
pl | pon.-pt. 8-16, so 10-12 | MO,TU,WE,TH,FR 08:00-16:00 / SA 10:00-12:00
pl | po uzgodnieniu | arr
pl | Mo bis Do 9-12 Uhr | MO,TU,WE,TH 09:00-12:00
pl | co drugi tydzień w środę o wpół do dziesiątej | WE 09:30 every2 !second_week_needs_first_date
sr | svaki utorak od 10 do 11:30, osim školskog raspusta | TU 10:00-11:30 -school
sr | сваки уторак 10-11:30, осим школског распуста | TU 10:00-11:30 -school
sr | ponedjeljak i četvrtak 9-12 | MO,TH 09:00-12:00
sr | prva subota u mesecu u 15h | 1SA 15:00
sr | po dogovoru | arr
sr | radnim danima od 8 do 16 | MO,TU,WE,TH,FR 08:00-16:00
es | todos los martes de 10 a 11:30, no en vacaciones escolares | TU 10:00-11:30 -school
es | lunes y jueves 9-12 | MO,TH 09:00-12:00
es | primer sábado del mes a las 3 de la tarde | 1SA 15:00
es | con cita previa | arr
es | de lunes a viernes de 8 a 16 excepto festivos | MO,TU,WE,TH,FR 08:00-16:00
es | 3 de marzo de 2027 a las 10 | WE 10:00 from2027-03-03 until2027-03-03 +public
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in SAID.strip().splitlines()]


def short(rule: Rule) -> str:
    parts = [",".join(rule.byday), "-".join(f"{at:%H:%M}" for at in (rule.opens_at, rule.closes_at) if at)]
    parts += [f"every{rule.interval}"] if rule.interval > 1 else []
    parts += [f"from{rule.dtstart}"] if rule.dtstart else []
    parts += [f"until{rule.until}"] if rule.until else []
    parts += ["" if rule.in_school_holidays else "-school", "+public" if rule.on_holidays else ""]
    parts += [*(f"-{day}" for day in sorted(rule.closed_on)), *(f"+{day}" for day in sorted(rule.extra_on))]
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(("language", "said", "meant"), CASES, ids=lambda text: text)
def test_what_people_type(language: str, said: str, meant: str) -> None:
    heard = understand_times(said, language)
    rules = " / ".join([*map(short, heard.rules), *(["arr"] if heard.by_arrangement else [])])
    assert (
        " ".join(filter(None, [rules, *(f"?{word}" for word in heard.rest), *(f"!{code}" for code in heard.problems)])) == meant
    )


def test_what_is_beyond_the_longest_text_is_told() -> None:
    heard = understand_times("Di 10-12 " * 222 + "  nicht in den Ferien" * 10, "de")
    assert heard.rest[0].endswith("…")
    assert heard.problems == ("too_long",)


def test_every_language_is_tried() -> None:
    counts = {code: sum(language == code for language, *_ in CASES) for code in LANGUAGES}
    assert all(count >= 4 for count in counts.values()), counts
    assert len(CASES) >= 120


def test_a_line_of_days_goes_on_with_the_times_of_the_next() -> None:
    assert [short(rule) for rule in understand_times("Dienstag\n10 bis 12 Uhr\nMi 9-11", "de").rules] == [
        "TU 10:00-12:00",
        "WE 09:00-11:00",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_german_is_understood_in_every_language(language: str) -> None:
    heard = understand_times("jeden Dienstag 10–11:30 Uhr, nicht in den Schulferien", language)
    assert ([short(rule) for rule in heard.rules], heard.rest) == (["TU 10:00-11:30 -school"], ())


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Dienstags 10–11 Uhr, nicht am 24.12.", "de"),
        ("Dienstags 10–11 Uhr, nicht am 24. Dezember", "de"),
        ("her salı 10:00-11:00, 24.12. yok", "tr"),
        ("her salı 10:00-11:00, 24 Aralık yok", "tr"),
        ("Tuesdays 10-11, not on 24 December", "en"),
        ("كل ثلاثاء 10:00-11:00، ليس في 24.12.", "ar"),
    ],
)
def test_a_day_without_a_year_is_the_next_such_day(said: str, language: str) -> None:
    assert understand_times(said, language).rest  # without a calendar nobody knows the year
    for today, year in ((date(2026, 11, 22), 2026), (date(2026, 12, 24), 2026), (date(2026, 12, 25), 2027)):
        spoken = understand_times(said, language, today)
        assert (spoken.rest, [rule.closed_on for rule in spoken.rules]) == ((), [{date(year, 12, 24)}])
