"""Words about times in German, English, French and Spanish.

Alternatives stand between bars, the first is what `phrase` says; where three forms follow a gender they are the first three. "
        ""*" stands for
up to four more letters. `say_…` are patterns of `phrase`. Words are compared as `terms.domain.folding` leaves them.
"""

TABLES: dict[str, dict[str, str]] = {
    "de": {
        "MO": "Montag | montag* | Mo", "TU": "Dienstag | dienstag* | Di", "WE": "Mittwoch | mittwoch* | Mi | Mit",
        "TH": "Donnerstag | donnerstag* | Do", "FR": "Freitag | freitag* | Fr",
        "SA": "Samstag | samstag* | Sonnabend | sonnabend* | Sa",
        "SU": "Sonntag | sonntag* | So",
        "1": "erster | erste* | ersten", "2": "zweiter | zweite*", "3": "dritter | dritte*", "4": "vierter | vierte*",
        "5": "fünfter | fünfte*", "last": "letzter | letzte*",
        "daily": "täglich | jeden Tag | alle Tage", "workdays": "werktags | wochentags | an Werktagen | unter der Woche",
        "weekend": "am Wochenende | Wochenende | wochenends | an Wochenenden | jedes Wochenende",
        "every": "jeden | jeder | jede | jedes | immer | alle | jew | jeweils | je", "weeks": "Wochen | Woche", "days": "Tage",
        "every-two": "vierzehntägig | 14tägig* | 14täglich* | vierzehntägig* | zweiwöchentlich* | vierzehntäglich | "
        "jede zweite Woche | jede 2. Woche",
        "month": "im Monat | des Monats | jeden Monat | jeden Monats | eines Monats | eines jeden Monats | monatlich",
        "and": "und | u | sowie | oder", "to": "bis | bis zum | bis um | bis einschließlich | bis inklusive",
        "from": "von | ab | vom | ab dem | seit | um | gegen | beginnend am | Beginn | Start", "between": "zwischen",
        "not": "nicht | außer | ausser | nur nicht | kein | keine | keinen | entfällt | entfallen | fällt aus | ausgenommen | "
        "geschlossen | nicht jedoch | aber nicht | jedoch nicht",
        "also": "auch | zusätzlich | außerdem | und auch | aber auch | einschließlich | inklusive | inkl",
        "school": "in den Schulferien | Schulferien | in den Ferien | Ferien | während der Schulferien | während der Ferien | "
        "in Schulferien | Ferienzeit | in der Ferienzeit | Schulferienzeit",
        "public": "an Feiertagen | Feiertage | Feiertagen | Feiertag | feiertags | gesetzliche Feiertage | "
        "gesetzlichen Feiertagen | "
        "an gesetzlichen Feiertagen",
        "arrangement": "nach Vereinbarung | nach Absprache | n. V. | nV | nach Terminvereinbarung | Termin* nach Vereinbarung | "
        "Termin* nach Absprache | nach telefonischer Vereinbarung | nach vorheriger Vereinbarung | auf Anfrage | mit Termin | "
        "nur mit Termin | nach vorheriger Anmeldung | nach Anmeldung | Terminvereinbarung",
        "clock": "Uhr | h | Std", "am": "morgens | früh | vormittags | am Vormittag | am Morgen",
        "pm": "nachmittags | abends | am Nachmittag | am Abend", "half-before": "halb", "skip":
        "am | an | in | den | dem | der | die | das | zu | bitte | findet statt | finden statt | statt | findet | geöffnet | "
        "offen | "
        "Öffnungszeit* | Sprechzeit* | Sprechstunde* | Uhrzeit* | Zeit* | ist | sind | haben wir | wir haben | Termin* | es | "
        "einmal | zum | zur | mal | wöchentlich | jede Woche | regelmäßig | Tag | ohne Termin | ohne Anmeldung | "
        "ohne Voranmeldung",
        "months": "Januar/Jan/Jänner Februar/Feb März/Mrz April/Apr Mai Juni/Jun Juli/Jul August/Aug September/Sep/Sept "
        "Oktober/Okt "
        "November/Nov Dezember/Dez",
        "numbers": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "say_weeks": "alle {n} Wochen", "say_nth": "{ordinal} {day}", "say_month": "im Monat",
        "say_school": "nicht in den Schulferien",
        "say_public": "auch an Feiertagen", "say_not": "nicht am {dates}", "say_also": "auch am {dates}", "say_from": "ab {date}",
        "say_until": "bis {date}",
    },
    "en": {
        "MO": "Monday | monday* | Mon | Mo", "TU": "Tuesday | tuesday* | Tue | Tues | Tu",
        "WE": "Wednesday | wednesday* | Wed | We",
        "TH": "Thursday | thursday* | Thu | Thur | Thurs | Th", "FR": "Friday | friday* | Fri | Fr",
        "SA": "Saturday | saturday* | Sat | Sa", "SU": "Sunday | sunday* | Sun | Su",
        "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "last": "last",
        "daily": "daily | every day | each day", "workdays": "on weekdays | weekdays | every weekday | on working days",
        "weekend": "at the weekend | weekend* | at weekends | on weekends | on the weekend | every weekend",
        "every": "every | each | all", "weeks": "weeks | week", "days": "days",
        "every-two": "every other week | every other | fortnightly | every fortnight | every second week | biweekly",
        "month": "of the month | of each month | of every month | in the month | every month | monthly | a month",
        "and": "and | or | as well as", "to": "to | till | til | until | through | up to",
        "from": "from | at | starting | as of | since",
        "between": "between",
        "not": "not | except | no | except for | but not | excluding | closed | cancelled | canceled | not on | apart from | "
        "never",
        "also": "also | also on | additionally | including | plus",
        "school": "in the school holidays | school holidays | during the school holidays | in school holidays | "
        "during school holidays | "
        "school holiday | school vacation* | during school vacations | school breaks | school break",
        "public": "on public holidays | public holidays | public holiday | bank holidays | on bank holidays | bank holiday",
        "arrangement": "by arrangement | by appointment | by appointment only | on request | upon request | by agreement | "
        "by prior arrangement",
        "clock": "o clock | oclock | h | hrs | hours", "am": "am | a. m. | a.m. | in the morning",
        "pm": "pm | p. m. | p.m. | in the afternoon | in the evening | at night", "half-past": "half past",
        "skip": "on | the | in | of | open | opening hours | hours | we are | are | is | we meet | weekly | every week | "
        "during | times | noon | dates",
        "months": "January/Jan February/Feb March/Mar April/Apr May June/Jun July/Jul August/Aug September/Sep/Sept October/Oct "
        "November/Nov December/Dec",
        "numbers": "one two three four five six seven eight nine ten eleven twelve",
        "say_weeks": "every {n} weeks", "say_nth": "{ordinal} {day}", "say_month": "of the month",
        "say_school": "not in the school holidays", "say_public": "also on public holidays", "say_not": "not on {dates}",
        "say_also": "also on {dates}", "say_from": "from {date}", "say_until": "until {date}",
    },
    "fr": {
        "MO": "lundi | lundi* | lun | lu", "TU": "mardi | mardi* | mar | ma", "WE": "mercredi | mercredi* | mer | me",
        "TH": "jeudi | jeudi* | jeu | je", "FR": "vendredi | vendredi* | ven | ve", "SA": "samedi | samedi* | sam | sa",
        "SU": "dimanche | dimanche* | dim | di",
        "1": "premier | première | premiers | 1er", "2": "deuxième | second | seconde | deuxièmes", "3": "troisième | troisièmes",
        "4": "quatrième | quatrièmes", "5": "cinquième", "last": "dernier | dernière | derniers",
        "daily": "tous les jours | chaque jour | quotidien*", "workdays": "en semaine | jours ouvrables | les jours ouvrables",
        "weekend": "le week-end | week-end* | weekend* | les week-ends | le weekend | les weekends",
        "every": "tous les | toutes les | chaque | tous | toutes", "weeks": "semaines | semaine", "days": "jours",
        "every-two": "une semaine sur deux | sur deux | toutes les deux semaines | tous les quinze jours | par quinzaine | "
        "un sur deux",
        "month": "du mois | de chaque mois | par mois | chaque mois | mensuel*",
        "and": "et | ou | ainsi que", "to-at": "à", "to": "jusqu'à | jusqu'au | au | jusque",
        "from": "de | du | dès | à partir de | à partir du | depuis | depuis le | vers", "between": "entre",
        "not": "pas | sauf | excepté | hors | fermé | fermée | annulé | ne pas | sauf le | sauf les | sauf pendant | sauf en | "
        "pas le | pas de | aucun",
        "also": "aussi | également | aussi le | y compris | en plus le | en plus",
        "school": "pendant les vacances scolaires | vacances scolaires | pendant les vacances | vacances | "
        "les vacances scolaires",
        "public": "les jours fériés | jours fériés | jour férié | fériés",
        "arrangement": "sur rendez-vous | sur rendez vous | sur rdv | sur demande | à convenir | selon accord | après accord",
        "clock": "heures | heure | h", "am": "du matin | le matin", "pm": "de l'après-midi | l'après-midi | du soir | le soir",
        "half-after": "et demie | et demi",
        "skip": "le | la | les | l | un | une | en | pendant | durant | ouvert | ouverte | horaires | horaire | il y a | "
        "heures d'ouverture | "
        "ouverture | des | toutes les semaines | chaque semaine",
        "months": "janvier/janv février/févr mars avril/avr mai juin juillet/juil août septembre/sept octobre/oct novembre/nov "
        "décembre/déc",
        "numbers": "une deux trois quatre cinq six sept huit neuf dix onze douze",
        "say_weeks": "toutes les {n} semaines", "say_nth": "{ordinal} {day}", "say_month": "du mois",
        "say_school": "pas pendant les vacances scolaires", "say_public": "aussi les jours fériés", "say_not": "sauf le {dates}",
        "say_also": "aussi le {dates}", "say_from": "à partir du {date}", "say_until": "jusqu'au {date}",
    },
    "es": {
        "MO": "lunes | lun | lu", "TU": "martes | mar | ma", "WE": "miércoles | mié | mi", "TH": "jueves | jue | ju",
        "FR": "viernes | vie | vi", "SA": "sábado | sábados | sáb | sa", "SU": "domingo | domingos | dom | do",
        "1": "primer | primero | primera | primeros", "2": "segundo | segunda | segundos", "3": "tercer | tercero | tercera",
        "4": "cuarto | cuarta", "5": "quinto | quinta", "last": "último | última | últimos",
        "daily": "todos los días | cada día | a diario | diariamente",
        "workdays": "entre semana | días laborables | los días laborables | de lunes a viernes",
        "weekend": "fin de semana | fines de semana | el fin de semana | los fines de semana",
        "every": "cada | todos los | todas las", "weeks": "semanas | semana", "days": "días",
        "every-two": "cada dos semanas | cada quince días | quincenal* | una semana sí y otra no | semanas alternas",
        "month": "del mes | de cada mes | al mes | cada mes | mensual*",
        "and": "y | e | o", "to-at": "a | a las | a la", "to": "hasta | hasta el | hasta las",
        "from": "de | desde | desde el | desde las | a partir del | a partir de",
        "between": "entre",
        "not": "no | excepto | salvo | menos | cerrado | excepto el | excepto en | salvo en | pero no | no hay",
        "also": "también | también el | además | además el | incluso | incluidos",
        "school": "en las vacaciones escolares | vacaciones escolares | durante las vacaciones escolares | "
        "en vacaciones escolares | "
        "en vacaciones | en las vacaciones | vacaciones | durante las vacaciones",
        "public": "en días festivos | días festivos | festivos | los festivos | en festivos | feriados | día festivo",
        "arrangement": "con cita previa | cita previa | con cita | previa cita | a convenir | según acuerdo | bajo petición",
        "clock": "horas | hora | h | hs", "am": "de la mañana | por la mañana | a. m. | am",
        "pm": "de la tarde | de la noche | por la tarde | p. m. | pm", "half-after": "y media",
        "skip": "el | la | los | las | en | por | abierto | horario | horarios | durante | del | que | todas las semanas | "
        "cada semana | haya",
        "months": "enero/ene febrero/feb marzo abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/sep/sept octubre/oct "
        "noviembre/nov diciembre/dic",
        "numbers": "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "say_weeks": "cada {n} semanas", "say_nth": "{ordinal} {day}", "say_month": "del mes",
        "say_school": "no en las vacaciones escolares", "say_public": "también en días festivos", "say_not": "excepto el {dates}",
        "say_also": "también el {dates}", "say_from": "a partir del {date}", "say_until": "hasta el {date}",
    },
}  # fmt: skip
