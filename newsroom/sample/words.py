"""What the stories of a sample archive are made of. Headlines and names stand here; paragraphs are the demonstration's.

Everything is invented; only the towns are real. No native speaker has read the Arabic, Kurmanji and Sorani yet.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language. A headline is a place, a quarter of it and what happened there."""

    places: tuple[str, ...]
    quarters: tuple[str, ...]
    happenings: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    headline: str  # of place, quarter and happening
    standfirst: str  # of quarter, first, last and count
    record: str  # of number, first and last: a paragraph that no other story has
    correction: str  # of before and after: the note to readers


ENGLISH = Vocabulary(
    places=(
        "Qamishlo", "Kobane", "Derik", "Amude", "Hasakah", "Raqqa", "Aleppo", "Afrin", "Erbil", "Sulaymaniyah", "Duhok",
        "Halabja", "Kirkuk", "Diyarbakır", "Mardin", "Van",
    ),
    quarters=(
        "old town", "river bank", "station quarter", "upper market", "the mills", "east gate", "north hill",
        "garden quarter", "bridge end", "new houses",
    ),
    happenings=(
        "council votes on the new water lines", "market reopens after its repair", "school begins a second shift",
        "bakers agree on one weight", "olive trees are counted again", "the ferry runs until midnight",
        "library lends books by bicycle", "power comes back in the evenings", "the road to the plain is mended",
        "clinic opens on Saturdays", "choir sings in the old mill", "team wins away from home",
    ),
    first_names=(
        "Azad", "Berîvan", "Cemîl", "Dilan", "Evîn", "Ferhad", "Gulan", "Hêlîn", "Jiyan", "Karwan", "Lorîn", "Mizgîn",
        "Nazê", "Perwîn", "Rêzan", "Sîpan", "Tîrêj", "Viyan", "Xelîl", "Zerya",
    ),
    last_names=(
        "Asîman", "Befrîn", "Çavreş", "Deryaî", "Elendî", "Firatî", "Germiyan", "Hesarî", "Kanîreş", "Lawike", "Mêrgî",
        "Newala", "Pîrik", "Rubarî", "Sarîn", "Şemzîn", "Tolhildan", "Warşîn", "Xanî", "Zozan",
    ),
    headline="{place}, {quarter}: {happening}",
    standfirst="{count} households of the {quarter} took part. {first} {last} kept the list.",
    record="The decision is filed under number {number}; {first} {last} signed it for the quarter.",
    correction="An earlier version gave {before} as the number under which the decision is filed; it is {after}.",
)  # fmt: skip

ARABIC = Vocabulary(
    places=(
        "القامشلي", "كوباني", "ديريك", "عامودا", "الحسكة", "الرقة", "حلب", "عفرين", "أربيل", "السليمانية", "دهوك",
        "حلبجة", "كركوك", "ديار بكر", "ماردين", "وان",
    ),
    quarters=(
        "المدينة القديمة", "ضفة النهر", "حي المحطة", "السوق العليا", "حي الطواحين", "الباب الشرقي", "التل الشمالي",
        "حي البساتين", "رأس الجسر", "البيوت الجديدة",
    ),
    happenings=(
        "المجلس يصوّت على شبكة المياه الجديدة", "السوق يفتح أبوابه بعد الترميم", "المدرسة تبدأ دواماً ثانياً",
        "الأفران تتفق على وزن واحد", "إحصاء جديد لأشجار الزيتون", "العبّارة تعمل حتى منتصف الليل",
        "المكتبة تعير الكتب على الدراجات", "الكهرباء تعود في المساء", "إصلاح الطريق إلى السهل",
        "المستوصف يفتح يوم السبت", "الجوقة تغنّي في الطاحونة القديمة", "الفريق يفوز خارج أرضه",
    ),
    first_names=(
        "آزاد", "بيريفان", "جميل", "ديلان", "إيفين", "فرهاد", "كولان", "هيلين", "جيان", "كاروان", "لورين", "مزكين",
        "نازي", "بروين", "ريزان", "سيبان", "تيريج", "فيان", "خليل", "زريا",
    ),
    last_names=(
        "آسمان", "بفرين", "جافرش", "دريائي", "ألندي", "فراتي", "كرميان", "حصاري", "كانيرش", "لاوكي", "ميركي",
        "نوالا", "بيرك", "روباري", "سارين", "شمزين", "تولهلدان", "ورشين", "خاني", "زوزان",
    ),
    headline="{place}، {quarter}: {happening}",
    standfirst="شاركت {count} أسرة من {quarter}. القائمة لدى {first} {last}.",
    record="القرار محفوظ تحت الرقم {number}، ووقّعه عن الحي {first} {last}.",
    correction="ورد في نص سابق أن القرار محفوظ تحت الرقم {before}، والصحيح {after}.",
)  # fmt: skip

KURMANJI = Vocabulary(
    places=(
        "Qamişlo", "Kobanê", "Dêrik", "Amûdê", "Hesekê", "Reqa", "Heleb", "Efrîn", "Hewlêr", "Silêmanî", "Dihok",
        "Helebce", "Kerkûk", "Amed", "Mêrdîn", "Wan",
    ),
    quarters=(
        "bajarê kevn", "peravê çem", "taxa îstasyonê", "sûka jorîn", "taxa aşan", "deriyê rojhilat", "girê bakur",
        "taxa bexçeyan", "serê pirê", "xaniyên nû",
    ),
    happenings=(
        "meclîs li ser xetên nû yên avê deng dide", "sûk piştî tamîrê vebû", "dibistan dest bi dewama duyem kir",
        "nanpêj li ser giraniyekê li hev kirin", "darên zeytûnê ji nû ve tên hejmartin",
        "kelek heta nîvê şevê dixebite",
        "pirtûkxane bi duçerxeyê pirtûkan dide", "ceyran êvaran vedigere", "riya deştê tê çêkirin",
        "nexweşxane roja şemiyê jî vedibe", "koro li aşê kevn distirê", "tîm li derveyî malê bi ser ket",
    ),
    first_names=ENGLISH.first_names,
    last_names=ENGLISH.last_names,
    headline="{place}, {quarter}: {happening}",
    standfirst="{count} malên ji {quarter} beşdar bûn. Lîste li cem {first} {last} e.",
    record="Biryar bi hejmara {number} hatiye tomarkirin; {first} {last} li ser navê taxê îmze kiriye.",
    correction="Di guhertoyeke berê de hejmara biryarê {before} hatibû nivîsandin; ya rast {after} e.",
)  # fmt: skip

SORANI = Vocabulary(
    places=(
        "قامشلۆ", "کۆبانێ", "دێریک", "عاموودا", "حەسەکە", "ڕەقە", "حەلەب", "عەفرین", "هەولێر", "سلێمانی", "دهۆک",
        "هەڵەبجە", "کەرکووک", "ئامەد", "مێردین", "وان",
    ),
    quarters=(
        "شاری کۆن", "کەناری ڕووبار", "گەڕەکی وێستگە", "بازاڕی سەرەوە", "گەڕەکی ئاشەکان", "دەروازەی ڕۆژهەڵات",
        "گردی باکوور", "گەڕەکی باخچەکان", "سەری پرد", "خانووە نوێیەکان",
    ),
    happenings=(
        "ئەنجومەن دەنگ لەسەر هێڵی نوێی ئاو دەدات", "بازاڕ دوای چاککردنەوە کرایەوە",
        "قوتابخانە دەوامی دووەمی دەست پێکرد", "نانەواکان لەسەر یەک کێش ڕێککەوتن",
        "دارزەیتوونەکان دووبارە دەژمێردرێنەوە", "کەلەک تا نیوەشەو کار دەکات", "کتێبخانە بە پاسکیل کتێب دەدات",
        "کارەبا ئێواران دەگەڕێتەوە", "ڕێگای دەشت چاک دەکرێتەوە", "بنکەی تەندروستی شەممانیش دەکرێتەوە",
        "کۆرس لە ئاشە کۆنەکەدا گۆرانی دەڵێت", "تیم لە دەرەوەی ماڵ بردییەوە",
    ),
    first_names=(
        "ئازاد", "بێریڤان", "جەمیل", "دیلان", "ئێڤین", "فەرهاد", "گوڵان", "هێلین", "ژیان", "کاروان", "لۆرین", "مزگین",
        "نازێ", "پەروین", "ڕێزان", "سیپان", "تیرێژ", "ڤیان", "خەلیل", "زەریا",
    ),
    last_names=(
        "ئاسمان", "بەفرین", "چاوڕەش", "دەریایی", "ئەلەندی", "فوراتی", "گەرمیان", "حەساری", "کانیڕەش", "لاوکە", "مێرگی",
        "نەواڵا", "پیرک", "ڕووباری", "سارین", "شەمزین", "تۆڵهڵدان", "وارشین", "خانی", "زۆزان",
    ),
    headline="{place}، {quarter}: {happening}",
    standfirst="{count} ماڵی {quarter} بەشدارییان کرد. لیستەکە لای {first} {last}ە.",
    record="بڕیارەکە بە ژمارە {number} تۆمار کراوە؛ {first} {last} بە ناوی گەڕەکەوە واژووی کردووە.",
    correction="لە وەشانێکی پێشوودا ژمارەی بڕیارەکە بە {before} نووسرابوو؛ ڕاستەکەی {after}ە.",
)  # fmt: skip

VOCABULARIES = {"en": ENGLISH, "ar": ARABIC, "ku": KURMANJI, "ckb": SORANI}
