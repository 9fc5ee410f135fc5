"""Words about times in Russian, Ukrainian, Bulgarian, Polish and Serbian/Bosnian; how to read the tables: `words_west`.

`genders` are those of the weekdays from Monday on; ordinals agree with them.
"""

TABLES: dict[str, dict[str, str]] = {
    "ru": {
        "genders": "mmfmffn",
        "MO": "понедельник | понедельник* | пн", "TU": "вторник | вторник* | вт",
        "WE": "среда | среду | среды | средам | средах | ср",
        "TH": "четверг | четверг* | чт", "FR": "пятница | пятниц* | пт", "SA": "суббота | суббот* | сб",
        "SU": "воскресенье | воскресень* | вс",
        "1": "первый | первая | первое | первую", "2": "второй | вторая | второе | вторую",
        "3": "третий | третья | третье | третью",
        "4": "четвёртый | четвёртая | четвёртое | четвёртую", "5": "пятый | пятая | пятое | пятую",
        "last": "последний | последняя | последнее | последнюю",
        "daily": "ежедневно | каждый день", "workdays": "по будням | в будни | будни | по рабочим дням | в рабочие дни",
        "weekend": "по выходным | в выходные | выходные",
        "every": "каждый | каждую | каждое | каждые", "weeks": "недели | неделю | недель", "days": "дней",
        "every-two": "раз в две недели | каждые две недели | раз в 2 недели | через неделю",
        "month": "месяца | в месяц | каждого месяца | в месяце", "and": "и | или", "to": "до | до и включая", "to-at": "по",
        "from": "с | со | от | начиная с | в",
        "between": "между",
        "not": "не | кроме | нет | закрыто | за исключением | но не | исключая | без",
        "also": "также | и также | а также | включая | дополнительно | также и",
        "school": "в школьные каникулы | школьные каникулы | школьных каникул | в каникулы | каникулы | каникул | "
        "во время школьных каникул | "
        "во время каникул | на каникулах",
        "public": "в праздничные дни | праздничные дни | праздничных дней | праздники | в праздники | праздников | по праздникам",
        "arrangement": "по договорённости | по предварительной договорённости | по записи | по предварительной записи | "
        "по согласованию",
        "clock": "час | часов | часа | ч", "am": "утра | утром", "pm": "вечера | вечером | дня | днём",
        "half-before": "половина | в половине | половине",
        "skip": "во | открыто | время | приём | еженедельно | каждую неделю | г | года | день | дни | дням | включительно",
        "months": "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль августа/август "
        "сентября/сентябрь "
        "октября/октябрь ноября/ноябрь декабря/декабрь",
        "say_weeks": "каждые {n} недели", "say_nth": "{ordinal} {day}", "say_month": "месяца",
        "say_school": "кроме школьных каникул",
        "say_public": "также в праздничные дни", "say_not": "кроме {dates}", "say_also": "также {dates}",
        "say_from": "начиная с {date}",
        "say_until": "до {date}",
    },
    "uk": {
        "genders": "mmfmfff", "prefixes": "що=every",
        "MO": "понеділок | понеділ* | пн", "TU": "вівторок | вівтор* | вт",
        "WE": "середа | середу | середи | середам | середах | ср",
        "TH": "четвер | четвер* | чт", "FR": "п'ятниця | п'ятниц* | пт", "SA": "субота | субот* | сб",
        "SU": "неділя | неділ* | нд",
        "1": "перший | перша | перше | першу", "2": "другий | друга | друге | другу", "3": "третій | третя | третє | третю",
        "4": "четвертий | четверта | четверте | четверту", "5": "п'ятий | п'ята | п'яте | п'яту",
        "last": "останній | остання | останнє | останню",
        "daily": "щодня | щоденно | кожного дня | кожен день", "workdays": "у будні | в будні | будні | по буднях | у робочі дні",
        "weekend": "у вихідні | на вихідних | вихідні | по вихідних",
        "every": "кожен | кожну | кожний | кожні | кожного | щотижня | кожної", "weeks": "тижні | тиждень | тижнів",
        "every-two": "раз на два тижні | кожні два тижні | раз на 2 тижні | через тиждень",
        "month": "місяця | на місяць | кожного місяця", "and": "і | й | та | або", "to": "до", "to-at": "по",
        "from": "з | із | від | починаючи з | о | об | з до",
        "between": "між",
        "not": "не | крім | окрім | немає | зачинено | за винятком | але не | крім того",
        "also": "також | а також | включно з | додатково",
        "school": "у шкільні канікули | шкільні канікули | шкільних канікул | канікули | під час шкільних канікул | "
        "під час канікул | на канікулах | в канікули",
        "public": "у святкові дні | в святкові дні | святкові дні | святкових днів | свят | у свята | свята",
        "arrangement": "за домовленістю | за попередньою домовленістю | за записом | за попереднім записом",
        "clock": "год | година | години | годин | годині", "am": "ранку | вранці | зранку",
        "pm": "вечора | дня | ввечері | вдень",
        "half-before": "пів на | о пів на | половина",
        "skip": "у | в | на | відчинено | час | прийом | року | р | кожного тижня | кожен тиждень | день | дні | включно",
        "months": "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень "
        "серпня/серпень "
        "вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень",
        "say_weeks": "кожні {n} тижні", "say_nth": "{ordinal} {day}", "say_month": "місяця",
        "say_school": "крім шкільних канікул",
        "say_public": "також у святкові дні", "say_not": "крім {dates}", "say_also": "також {dates}",
        "say_from": "починаючи з {date}",
        "say_until": "до {date}",
    },
    "bg": {
        "genders": "mmfmmff",
        "MO": "понеделник | понеделни* | пн", "TU": "вторник | вторни* | вт", "WE": "сряда | срядата | среди | ср",
        "TH": "четвъртък | четвъртъ* | чт",
        "FR": "петък | петъ* | пт", "SA": "събота | събот* | сб", "SU": "неделя | недел* | нд",
        "1": "първи | първа | първо | първият | първата | първия", "2": "втори | втора | второ | вторият | втората | втория",
        "3": "трети | трета | трето | третият | третата | третия", "4": "четвърти | четвърта | четвърто | четвъртата",
        "5": "пети | пета | пето",
        "last": "последен | последна | последно | последният | последната | последния",
        "daily": "всеки ден | ежедневно",
        "workdays": "в делнични дни | делнични дни | през делничните дни | в работни дни | делник",
        "weekend": "през уикенда | уикенд | в почивните дни | през почивните дни | събота и неделя",
        "every": "всеки | всяка | всяко | на всеки | всички", "weeks": "седмици | седмица", "days": "дни",
        "every-two": "на всеки две седмици | през седмица | веднъж на две седмици | на две седмици",
        "month": "от месеца | на месеца | в месеца | всеки месец | месечно", "and": "и | или", "to": "до | до и включително",
        "from": "от | считано от | в",
        "between": "между",
        "not": "не | освен | с изключение на | без | затворено | няма | но не",
        "also": "също | както и | също и на | също и | включително",
        "school": "през училищните ваканции | училищните ваканции | през училищната ваканция | училищна ваканция | "
        "училищни ваканции | ваканция | "
        "през ваканциите | ваканциите | през ваканцията",
        "public": "на официални празници | официални празници | на официалните празници | празниците | на празници | празници | "
        "официалните празници",
        "arrangement": "по договаряне | по уговорка | след уговорка | с предварителна уговорка | с час | със записан час | "
        "след записване",
        "clock": "часа | час | ч", "am": "сутринта | преди обяд", "pm": "следобед | вечерта | след обяд",
        "half-after": "и половина",
        "skip": "на | във | през | отворено | работно време | г | година | ден | дни в | всяка седмица | седмично | "
        "включително до",
        "months": "януари февруари март април май юни юли август септември октомври ноември декември",
        "say_weeks": "на всеки {n} седмици", "say_nth": "{ordinal} {day}", "say_month": "от месеца",
        "say_school": "не през училищните ваканции",
        "say_public": "също и на официални празници", "say_not": "освен на {dates}", "say_also": "също и на {dates}",
        "say_from": "считано от {date}",
        "say_until": "до {date}",
    },
    "pl": {
        "genders": "mmfmmff",
        "MO": "poniedziałek | poniedział* | pon | pn", "TU": "wtorek | wtork* | wt", "WE": "środa | środę | środy | środach | śr",
        "TH": "czwartek | czwartk* | czw | cz", "FR": "piątek | piątk* | pt", "SA": "sobota | sobot* | sob | so",
        "SU": "niedziela | niedziel* | nd | niedz",
        "1": "pierwszy | pierwsza | pierwsze | pierwszą", "2": "drugi | druga | drugie | drugą",
        "3": "trzeci | trzecia | trzecie | trzecią",
        "4": "czwarty | czwarta | czwarte | czwartą", "5": "piąty | piąta | piąte | piątą",
        "last": "ostatni | ostatnia | ostatnie | ostatnią",
        "daily": "codziennie | każdego dnia", "workdays": "w dni robocze | dni robocze | w tygodniu | w dni powszednie",
        "weekend": "w weekendy | w weekend | weekend* | weekendy",
        "every": "każdy | każda | każdą | każde | co | wszystkie", "weeks": "tygodnie | tydzień | tygodni",
        "every-two": "co dwa tygodnie | raz na dwa tygodnie | co drugi tydzień | co 2 tygodnie",
        "month": "miesiąca | w miesiącu | każdego miesiąca", "and": "i | oraz | lub", "to": "do",
        "from": "od | o | od godziny | począwszy od | od dnia | od godz",
        "between": "między | pomiędzy",
        "not": "nie | oprócz | z wyjątkiem | poza | nieczynne | zamknięte | ale nie | bez",
        "also": "także | również | a także | w tym",
        "school": "w ferie szkolne | w czasie ferii szkolnych | ferii szkolnych | ferie szkolne | ferie | w ferie | "
        "wakacji szkolnych | w czasie wakacji | "
        "podczas ferii szkolnych | podczas ferii | w wakacje | wakacje szkolne",
        "public": "w święta | święta | świąt | w dni świąteczne | dni świąteczne",
        "arrangement": "po uzgodnieniu | po umówieniu | po wcześniejszym umówieniu | według uzgodnień | za umówieniem | "
        "po wcześniejszym uzgodnieniu",
        "clock": "godz | godzina | godziny | godzinie | godzin | h", "am": "rano | przed południem",
        "pm": "po południu | wieczorem",
        "half-before": "wpół do | o wpół do",
        "numbers": "pierwszej drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej dziesiątej jedenastej dwunastej",
        "skip": "w | we | otwarte | czynne | dnia | co tydzień | r | roku | dni | dzień | na",
        "months": "stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec lipca/lipiec "
        "sierpnia/sierpień "
        "września/wrzesień października/październik listopada/listopad grudnia/grudzień",
        "say_weeks": "co {n} tygodnie", "say_nth": "{ordinal} {day}", "say_month": "miesiąca",
        "say_school": "oprócz ferii szkolnych",
        "say_public": "także w święta", "say_not": "oprócz {dates}", "say_also": "także {dates}", "say_from": "od {date}",
        "say_until": "do {date}",
    },
    "sr": {
        "genders": "mmfmmff",
        "MO": "ponedeljak | ponedelj* | ponedjelj* | pon", "TU": "utorak | utor* | uto",
        "WE": "sreda | srijeda | sredu | srijedu | sredom | srijedom | sre | sri",
        "TH": "četvrtak | četvrtk* | čet", "FR": "petak | petk* | pet", "SA": "subota | subot* | sub",
        "SU": "nedelja | nedjelja | nedelju | nedjelju | nedeljom | nedjeljom | ned",
        "1": "prvi | prva | prvo | prvu", "2": "drugi | druga | drugo | drugu", "3": "treći | treća | treće | treću",
        "4": "četvrti | četvrta | četvrto | četvrtu", "5": "peti | peta | peto | petu",
        "last": "poslednji | poslednja | poslednje | poslednju | zadnji | "
        "zadnja | posljednji | posljednja | zadnju | posljednju",
        "daily": "svaki dan | svakog dana | svakodnevno | dnevno",
        "workdays": "radnim danima | radnim danom | radni dani | u toku sedmice",
        "weekend": "vikendom | vikend | za vikend | vikendima",
        "every": "svaki | svaka | svako | svake | svaku | svakog | svakih", "weeks": "sedmice | sedmica", "days": "dana",
        "every-two": "svake druge sedmice | svake dve sedmice | svake dvije sedmice | svake druge nedelje | "
        "jednom u dve nedelje | svake dve nedelje",
        "month": "u mesecu | u mjesecu | meseca | mjeseca | svakog meseca | svakog mjeseca", "and": "i | ili | te",
        "to": "do | sve do",
        "from": "od | počev od | počevši od | sa početkom od", "between": "između",
        "not": "ne | osim | nije | nema | izuzev | zatvoreno | ali ne | sem | bez",
        "also": "i na | takođe | također | uključujući | kao i | i za vreme",
        "school": "za vreme školskog raspusta | školskog raspusta | školski raspust | za vreme raspusta | raspusta | raspust | "
        "za vrijeme školskog raspusta | "
        "za vrijeme raspusta | školskih praznika | školske praznike | za vrijeme školskih praznika | na školskom raspustu",
        "public": "na državne praznike | državne praznike | državnih praznika | praznikom | praznicima | na praznike | "
        "u praznike | državnim praznicima",
        "arrangement": "po dogovoru | prema dogovoru | uz dogovor | uz najavu | po zakazivanju",
        "clock": "sati | sata | sat | časova | h | č", "am": "ujutro | ujutru | prepodne | pre podne | prije podne",
        "pm": "popodne | po podne | poslije podne | uveče | navečer", "half-before": "pola | u pola",
        "skip": "u | na | otvoreno | dan | dana u | radno vreme | radno vrijeme | svake sedmice | sedmično | god | godine | "
        "uključivo",
        "months": "januara/januar/siječnja februara/februar/veljače marta/mart/ožujka aprila/april/travnja maja/maj/svibnja "
        "juna/jun/lipnja "
        "jula/jul/srpnja avgusta/avgust/kolovoza septembra/septembar/rujna oktobra/oktobar/listopada novembra/novembar/studenog "
        "decembra/decembar/prosinca",
        "say_weeks": "svake {n} sedmice", "say_nth": "{ordinal} {day}", "say_month": "u mesecu",
        "say_school": "ne za vreme školskog raspusta",
        "say_public": "i na državne praznike", "say_not": "osim {dates}", "say_also": "takođe {dates}",
        "say_from": "počev od {date}",
        "say_until": "do {date}",
    },
}  # fmt: skip
