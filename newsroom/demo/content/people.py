"""Who writes for the agency, and who may do what at its desk. All of them are invented."""

from newsroom.demo.content.shapes import Account, Person

AUTHORS = [
    Person(
        "berfin-kanisar",
        "Berfîn Kanîsar",
        job_title="Reporter and photographer",
        names={"ar": "برفين كانيسار", "ckb": "بەرفین کانیسار"},
        bio={
            "en": "Reports and photographs from Qamishlo and the plain between the Tigris and the Khabur.",
            "ar": "تكتب وتصوّر من القامشلي والسهل الممتد بين دجلة والخابور.",
            "ku": "Ji Qamişlo û deşta di navbera Dîcle û Xabûrê de dinivîse û wêneyan dikişîne.",
            "ckb": "لە قامشلۆ و دەشتی نێوان دیجلە و خابوور هەواڵ دەنووسێت و وێنە دەگرێت.",
        },
    ),
    Person(
        "sirwan-hewri",
        "Sîrwan Hewrî",
        job_title="Correspondent, Sulaymaniyah",
        names={"ar": "سيروان هوري", "ckb": "سیروان هەوری"},
        bio={
            "en": "Writes about water, languages and the mountains from Sulaymaniyah.",
            "ar": "يكتب من السليمانية عن المياه واللغات والجبال.",
            "ku": "Ji Silêmaniyê li ser av, ziman û çiyayan dinivîse.",
            "ckb": "لە سلێمانییەوە لەسەر ئاو و زمان و چیا دەنووسێت.",
        },
    ),
    Person(
        "nour-safsaf",
        "Nour Safsaf",
        job_title="Correspondent, Aleppo and Raqqa",
        names={"ar": "نور صفصاف", "ckb": "نوور سەفساف"},
        bio={
            "en": "Covers markets, farming and food between Aleppo and Raqqa.",
            "ar": "تغطّي الأسواق والزراعة والغذاء بين حلب والرقة.",
            "ku": "Li ser bazar, çandinî û xwarinê di navbera Heleb û Reqayê de dinivîse.",
            "ckb": "لەسەر بازاڕ و کشتوکاڵ و خۆراک لە نێوان حەلەب و ڕەقە دەنووسێت.",
        },
    ),
    Person(
        "rojda-zinar",
        "Rojda Zînar",
        job_title="Correspondent, Berlin",
        names={"ar": "روجدا زينار", "ckb": "ڕۆژدا زینار"},
        bio={
            "en": "Writes from Berlin about books, films and the people who carry them across borders.",
            "ar": "تكتب من برلين عن الكتب والأفلام وعمّن يحملونها عبر الحدود.",
            "ku": "Ji Berlînê li ser pirtûk, fîlm û kesên ku wan ji sînoran derbas dikin dinivîse.",
            "ckb": "لە بەرلینەوە لەسەر کتێب و فیلم و ئەو کەسانە دەنووسێت کە لە سنوورەکان دەیانپەڕێننەوە.",
        },
    ),
    Person(
        "zelal-ciyager",
        "Zelal Çiyager",
        job_title="Editor",
        names={"ar": "زلال جياكر", "ckb": "زەلال چیاگەڕ"},
        bio={
            "en": "Edits the Kurmanji and English services from Diyarbakır; before that she taught mathematics.",
            "ar": "تحرّر من ديار بكر الخدمتين الكرمانجية والإنكليزية، وكانت قبل ذلك معلّمة رياضيات.",
            "ku": "Ji Amedê beşên kurmancî û îngilîzî bi rê ve dibe; berê mamosteya matematîkê bû.",
            "ckb": "لە ئامەدەوە بەشەکانی کرمانجی و ئینگلیزی دەستکاری دەکات؛ پێشتر مامۆستای بیرکاری بووە.",
        },
    ),
    Person(
        "leyla-rewi",
        "Leyla Rêwî",
        job_title="Editor-in-chief",
        names={"ar": "ليلى ريوي", "ckb": "لەیلا ڕێوی"},
        bio={
            "en": "Editor-in-chief. Answers readers’ letters about mistakes herself.",
            "ar": "رئيسة التحرير، وتجيب بنفسها عن رسائل القرّاء حول الأخطاء.",
            "ku": "Sernivîskar. Bersiva nameyên xwendevanan ên li ser xeletiyan bi xwe dide.",
            "ckb": "سەرنووسەر. خۆی وەڵامی نامەی خوێنەران دەداتەوە لەسەر هەڵەکان.",
        },
    ),
    Person(
        "tara-bawer",
        "Tara Bawer",
        job_title="Correspondent, Erbil",
        names={"ar": "تارا باور", "ckb": "تارا باوەڕ"},
        bio={
            "en": "Covers cities, trade and old buildings from Erbil.",
            "ar": "تغطّي من أربيل شؤون المدن والتجارة والمباني القديمة.",
            "ku": "Ji Hewlêrê li ser bajar, bazirganî û avahiyên kevn dinivîse.",
            "ckb": "لە هەولێرەوە لەسەر شار و بازرگانی و بینا کۆنەکان دەنووسێت.",
        },
    ),
    Person(
        "ninos-shamiran",
        "Ninos Shamiran",
        job_title="Photo editor",
        names={"ar": "نينوس شميران", "ckb": "نینۆس شەمیران"},
        bio={
            "en": "Photo editor. Grew up in his grandfather’s studio and still prints by hand.",
            "ar": "محرّر الصور. نشأ في استوديو جدّه وما زال يطبع الصور بيده.",
            "ku": "Edîtorê wêneyan. Di stûdyoya kalê xwe de mezin bû û hê jî bi destan çap dike.",
            "ckb": "دەستکاریکەری وێنە. لە ستۆدیۆی باپیری گەورە بووە و هێشتا بە دەست وێنە چاپ دەکات.",
        },
    ),
    Person(
        "seven-bridges",
        "Seven Bridges",
        kind="agency",
        names={"ar": "الجسور السبعة", "ku": "Heft Pir", "ckb": "حەوت پرد"},
        bio={
            "en": "Reports put together at our own desk.",
            "ar": "أخبار تُعدّ في مكتب التحرير لدينا.",
            "ku": "Nûçeyên ku li maseya me bi xwe tên amadekirin.",
            "ckb": "ئەو هەواڵانەی لە مێزی هەواڵی خۆمان ئامادە دەکرێن.",
        },
    ),
    Person(
        "upland-wire",
        "Upland Wire",
        kind="agency",
        names={"ar": "وكالة الهضاب", "ku": "Ajansa Zozanan", "ckb": "ئاژانسی کوێستان"},
        bio={
            "en": "A co-operative of reporters in mountain towns, whose service we take.",
            "ar": "تعاونية لمراسلين في البلدات الجبلية، ننشر من خدمتها.",
            "ku": "Kooperatîfa rojnamevanên bajarokên çiyayî ye; em karûbarê wê bi kar tînin.",
            "ckb": "هەرەوەزییەکی هەواڵنێرانە لە شارۆچکە شاخاوییەکان و ئێمە هەواڵەکانیان بڵاو دەکەینەوە.",
        },
    ),
]

ACCOUNTS = [
    Account("reporter", "Reporter", "Berfîn", "Kanîsar", author="berfin-kanisar"),
    Account("editor", "Editor", "Zelal", "Çiyager", author="zelal-ciyager"),
    Account("chief", "Chief editor", "Leyla", "Rêwî", author="leyla-rewi"),
    Account("photo", "Photo editor", "Ninos", "Shamiran", author="ninos-shamiran"),
    Account("moderator", "Moderator", "Evîn", "Hêja"),
]
