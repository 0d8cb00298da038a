"""The six sections, and the masthead in each language."""

from newsroom.demo.content.shapes import Masthead, Section

SECTIONS = [
    Section("towns", "red", {"en": "Towns", "ar": "مدن", "ku": "Bajar", "ckb": "شارەکان"}),
    Section("economy", "ochre", {"en": "Economy", "ar": "اقتصاد", "ku": "Aborî", "ckb": "ئابووری"}),
    Section("environment", "green", {"en": "Environment", "ar": "بيئة", "ku": "Jîngeh", "ckb": "ژینگە"}),
    Section("culture", "violet", {"en": "Culture", "ar": "ثقافة", "ku": "Çand", "ckb": "کولتوور"}),
    Section("society", "teal", {"en": "Society", "ar": "مجتمع", "ku": "Civak", "ckb": "کۆمەڵگە"}),
    Section("sport", "blue", {"en": "Sport", "ar": "رياضة", "ku": "Werziş", "ckb": "وەرزش"}),
]

MASTHEADS = [
    Masthead(
        "en",
        "Seven Bridges",
        "News from the towns between the rivers",
        "Follow Seven Bridges for the day’s stories from the towns between the rivers.",
        "Seven Bridges is an invented news agency: this site is a demonstration. Its people, stories and comments are "
        "made up; only the towns are real.",
    ),
    Masthead(
        "ar",
        "الجسور السبعة",
        "أخبار المدن بين النهرين",
        "تابعوا «الجسور السبعة» لتصلكم قصص اليوم من مدن ما بين النهرين.",
        "«الجسور السبعة» وكالة أنباء متخيَّلة، وهذا الموقع عرض تجريبي. أشخاصه وأخباره وتعليقاته من نسج الخيال، "
        "وأسماء المدن وحدها حقيقية.",
    ),
    Masthead(
        "ku",
        "Heft Pir",
        "Nûçeyên bajarên navbera her du çeman",
        "Ji bo nûçeyên rojê yên bajarên navbera her du çeman Heft Pirê bişopînin.",
        "Heft Pir ajanseke nûçeyan a xeyalî ye: ev malper ji bo nîşandanê ye. Kes, nûçe û şîroveyên wê hatine "
        "çêkirin; tenê navên bajaran rast in.",
    ),
    Masthead(
        "ckb",
        "حەوت پرد",
        "هەواڵی شارەکانی نێوان دوو ڕووبار",
        "بۆ هەواڵەکانی ڕۆژ لە شارەکانی نێوان دوو ڕووبارەوە، شوێن «حەوت پرد» بکەون.",
        "«حەوت پرد» ئاژانسێکی هەواڵی خەیاڵییە و ئەم ماڵپەڕە بۆ نیشاندانە. کەسەکان و هەواڵەکان و سەرنجەکانی "
        "دروستکراون؛ تەنها ناوی شارەکان ڕاستەقینەن.",
    ),
]
