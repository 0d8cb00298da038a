"""What readers answered. Names and words are invented, as the stories are."""

from newsroom.demo.content.shapes import Comment

COMMENTS = [
    Comment(
        ref="b0",
        story="bridge",
        name="Night walker",
        text=(
            "The caretaker let people cross at night long before it opened. Ask him, he lives in the second house "
            "behind the mill."
        ),
        age=1.4,
        reported="danger",
        alarm="He has been threatened before. Please take the house out.",
    ),
    Comment(
        ref="b1",
        story="bridge",
        name="Delal from Nusaybin",
        text=(
            "I crossed it with my grandmother when I was six. She walked on the left side because that is where the "
            "wind is kinder. This evening I walked on the left side."
        ),
        age=3.0,
        is_picked=True,
    ),
    Comment(
        ref="b2",
        story="bridge",
        name="Mihemed Serbest",
        text=("Very nice, but who pays for the bollards? Our street has been waiting for a lamp since last year."),
        age=2.9,
        reply_to="b1",
    ),
    Comment(
        ref="b3",
        story="bridge",
        name="Hevala Pirê",
        text=(
            "The bollards were in the budget from the start, it is on page 4 of the council’s plan. The lamp is a "
            "fair question. Take it to the meeting in January, I will come with you."
        ),
        age=2.7,
        reply_to="b2",
    ),
    Comment(
        ref="b4",
        story="bridge",
        name="Mihemed Serbest",
        text="January it is. I will bring a torch.",
        age=2.5,
        reply_to="b3",
    ),
    Comment(
        ref="b5",
        story="bridge",
        name="A surveyor, retired",
        text=(
            "A fine report. One thing: 118 metres cannot be right. We measured 138 from abutment to abutment in "
            "1987, and stone does not shrink."
        ),
        age=2.2,
        reports_error=True,
    ),
    Comment(
        ref="b6",
        story="bridge",
        name="Nalîn",
        text="And now it says 138. I have never seen a newspaper do that within the hour.",
        age=1.0,
        reply_to="b5",
    ),
    Comment(
        ref="b7",
        story="bridge",
        name="Boatman’s daughter",
        text=(
            "My father is one of the three. People read the last paragraph of the ferry part and sigh, and then "
            "they scroll on. Evening trips in summer will not pay for diesel in winter."
        ),
        age=1.8,
    ),
    Comment(
        ref="b8",
        story="bridge",
        name="Ehmedê Kevok",
        text="Then the town should hire them to inspect the piers from below. Who knows the river better?",
        age=1.6,
        reply_to="b7",
    ),
    Comment(
        ref="b9",
        story="bridge",
        name="Boatman’s daughter",
        text="He said the same at supper. He also said that nobody would ask.",
        age=1.3,
        reply_to="b8",
    ),
    Comment(
        ref="b10",
        story="bridge",
        name="T. Yıldız",
        text=("Closing a bridge to cars in a town with one other bridge is a luxury. Ask the ambulance drivers."),
        age=1.5,
    ),
    Comment(
        ref="b11",
        story="bridge",
        name="Nurse on nights",
        text=(
            "I am in the ambulance. The road bridge is faster since the lights there were changed. What slowed us "
            "down was double parking, on both banks."
        ),
        age=1.2,
        reply_to="b10",
    ),
    Comment(
        ref="b12",
        story="bridge",
        name="stone_fan_72",
        text="Does anyone know whether the numbered drawings will be sold as prints?",
        age=0.9,
        state="pending",
    ),
    Comment(
        ref="b13",
        story="bridge",
        name="Hesenê Mala Jêr",
        text=("Whoever lost a blue child’s bicycle on the eastern ramp can call me: 0555 010 01 99. It is in my shop."),
        age=0.7,
        state="pending",
    ),
    Comment(
        ref="b14",
        story="bridge",
        name="Best Loans Fast",
        text=(
            "Need money TODAY? Fast approval, no questions. http://loans.example.com http://loans.example.com/now "
            "http://loans.example.com/vip"
        ),
        age=1.1,
        state="spam",
        reason="spam",
    ),
    Comment(
        ref="r1",
        story="bread",
        name="Umm Layth",
        text=(
            "My husband has weighed our bread on the postal scale since Sunday. I have asked the association for a "
            "refund of my husband."
        ),
        age=7.0,
    ),
    Comment(
        ref="r2",
        story="bread",
        name="K. Sabbagh",
        text=(
            "What about the small ovens which are not members? In our street nobody has a scale and nobody has a "
            "queue either."
        ),
        age=6.6,
        reply_to="r1",
    ),
    Comment(
        ref="r3",
        story="bread",
        name="Hiba’s pupil",
        text=(
            "We weighed some of those too, but only nine, and our teacher says that nine is not a sample, it is an "
            "anecdote."
        ),
        age=6.1,
        reply_to="r2",
    ),
    Comment(
        ref="r4",
        story="bread",
        name="Old baker",
        text=(
            "Forty years at the oven. In winter flour is drier and takes more water, in summer less. If you weigh "
            "only warm bread you punish the honest baker in August. The three-hour figure is the right one."
        ),
        age=5.5,
    ),
    Comment(
        ref="r5",
        story="bread",
        name="Jalal",
        text="So the customer should wait three hours at the counter?",
        age=5.1,
        reply_to="r4",
    ),
    Comment(
        ref="r6",
        story="bread",
        name="Old baker",
        text=("The customer should drink tea with me. But no: weigh both, once a week, and write it on the door."),
        age=4.7,
        reply_to="r5",
    ),
    Comment(
        ref="r7",
        story="bread",
        name="Not fooled",
        text="Everybody knows that the baker beside the clock tower is a thief and so was his father.",
        age=4.9,
        state="rejected",
        reason="insult",
        note=(
            "We cannot publish accusations against a person without proof. You are welcome to write again about the "
            "scales."
        ),
    ),
    Comment(
        ref="r8",
        story="bread",
        name="Maryam",
        text=(
            "Can Seven Bridges publish the pupils’ tables? I teach in Aleppo and would like to do the same with "
            "yoghurt."
        ),
        age=2.2,
        state="pending",
    ),
    Comment(
        ref="r9",
        story="bread",
        name="Samer Q.",
        text="Same question as Maryam’s. Also: what did the median come to?",
        age=1.4,
        state="pending",
    ),
    Comment(
        ref="d1",
        story="dam-en",
        name="Hydrologist in Delft",
        text=(
            "Good to see a level table instead of a photograph with an arrow. Is “a quarter of what can be used” "
            "counted from the dead storage level?"
        ),
        age=10.0,
    ),
    Comment(
        ref="d2",
        story="dam-en",
        name="Sarkawt",
        text="I read it as a quarter of the lake, which would be a catastrophe. Please say which.",
        age=8.8,
        reply_to="d1",
        reports_error=True,
    ),
    Comment(
        ref="d3",
        story="dam-en",
        name="Hydrologist in Delft",
        text="The note above settles it. Thank you.",
        age=4.0,
        reply_to="d2",
    ),
    Comment(
        ref="d4",
        story="dam-en",
        name="Cucumber man",
        text=("Always the farmers. I have two hectares and a pump from 1994. The city washes its cars every Friday."),
        age=7.5,
    ),
    Comment(
        ref="d5",
        story="dam-en",
        name="Free Water Now",
        text="More on this at http://water-truth.example.com – they do not want you to read it.",
        age=3.0,
        state="pending",
    ),
    Comment(
        ref="s1",
        story="solar",
        name="Goran",
        text=(
            "The tin is the best part. Our village bought panels as well, and when the batteries died nobody had "
            "saved anything. Please print the rules in Kurdish too."
        ),
        age=25.0,
    ),
    Comment(
        ref="s2",
        story="solar",
        name="Electrician’s wife",
        text=(
            "Reading everyone’s consumption from a roof is not charming, it is surveillance with a loudspeaker. "
            "House number or name, in a village it is the same."
        ),
        age=23.5,
    ),
    Comment(
        ref="s3",
        story="solar",
        name="Goran",
        text=(
            "It is the same for everyone, though. In our village only the man with the generator knew, and he knew "
            "everything."
        ),
        age=22.0,
        reply_to="s2",
    ),
    Comment(
        ref="s4",
        story="solar",
        name="Electrician’s wife",
        text="That is a fair point against the generator. It is not a point for the loudspeaker.",
        age=21.0,
        reply_to="s3",
    ),
    Comment(
        ref="s5",
        story="solar",
        name="SunDeals",
        text="CHEAP PANELS CHEAP PANELS best price write to deals@panels.example.com",
        age=20.0,
        state="spam",
        reason="advertising",
    ),
    Comment(
        ref="f1",
        story="football",
        name="Row F seat 12",
        text="I was one of the telephones. Battery at four per cent when Xanik scored. Worth it.",
        age=13.9,
    ),
    Comment(
        ref="f2",
        story="football",
        name="Gate till I die",
        text=(
            "Our captain said that he could see the ball because he is a gentleman. Replay the match in daylight "
            "and we win 4–1."
        ),
        age=13.1,
    ),
    Comment(
        ref="f3",
        story="football",
        name="Row F seat 12",
        text="You had daylight in September and lost that one too.",
        age=12.8,
        reply_to="f2",
    ),
    Comment(
        ref="f4",
        story="football",
        name="Gate till I die",
        text="There was wind.",
        age=12.2,
        reply_to="f3",
    ),
    Comment(
        ref="f5",
        story="football",
        name="Coach of nobody",
        text="Put the girls’ match on at eight and the men’s at six. Watch the stand stay full.",
        age=11.0,
    ),
    Comment(
        ref="f6",
        story="football",
        name="ultra_99",
        text="The referee should not dare to walk home.",
        age=10.5,
        state="rejected",
        reason="danger",
        note="Threats are not published, not even as a joke.",
    ),
    Comment(
        ref="l1",
        story="library",
        name="Bonn, 1983",
        text=(
            "I typeset two of those grammars at night in a print shop where I was supposed to be setting beer "
            "labels. If the copies are brown it is because I bought the cheap paper. I am sorry."
        ),
        age=30.0,
    ),
    Comment(
        ref="l2",
        story="library",
        name="Jiyan (library)",
        text="Please come and sign them. Thursday to Sunday.",
        age=28.0,
        reply_to="l1",
    ),
    Comment(
        ref="l3",
        story="library",
        name="Anna K.",
        text=("Do you take Armenian children’s books? We have two boxes from Yerevan and a lift that does not work."),
        age=26.0,
    ),
    Comment(
        ref="l4",
        story="library",
        name="Mule enthusiast",
        text="Which comic?",
        age=20.0,
        state="pending",
    ),
    Comment(
        ref="l5",
        story="library",
        name="Visitor",
        text="First!!! Nice site admin visit my page http://cheap-bags.example.com",
        age=18.5,
        state="spam",
        reason="spam",
    ),
    Comment(
        ref="l6",
        story="library",
        name="Serdar B.",
        text=("Wonderful. But why is half of the shop’s rent paid by a street festival and none of it by the borough?"),
        age=24.0,
    ),
    Comment(
        ref="c1",
        story="clinic",
        name="Midwife, Zakho",
        text=("“Somebody had told them in time when to go down” – that sentence should hang in every ministry."),
        age=17.0,
    ),
    Comment(
        ref="c2",
        story="clinic",
        name="Dlovan",
        text=(
            "Our village is number 24. Eleven houses above the third bend, and the van turns round at the second. "
            "Whom do we write to?"
        ),
        age=15.0,
    ),
    Comment(
        ref="c3",
        story="clinic",
        name="Şîlan’s cousin",
        text=("Write to the office and copy the headman. They added two villages last year because of letters."),
        age=14.0,
        reply_to="c2",
    ),
    Comment(
        ref="w1",
        story="railway",
        name="Timetable lover",
        text=(
            "52 minutes for 61 kilometres with no stops. With ten stops it will be 75. Still twice as fast as the "
            "minibus, and one can read."
        ),
        age=44.0,
    ),
    Comment(
        ref="w2",
        story="railway",
        name="Minibus driver",
        text="And what shall I read when I have no passengers?",
        age=42.0,
        reply_to="w1",
    ),
    Comment(
        ref="w3",
        story="railway",
        name="H. Aslan",
        text="Not true that there were no trains for 29 years, the main line was always open.",
        age=41.0,
        reports_error=True,
    ),
    Comment(
        ref="w4",
        story="railway",
        name="Platform nine",
        text="The family in the tenth station makes the best walnut jam on the line. I am taking sides.",
        age=30.0,
    ),
    Comment(
        ref="w5",
        story="railway",
        name="Angry neighbour",
        text=(
            "I know these people and where they got the house, their uncle [name left out by the editors] paid for it."
        ),
        age=28.0,
        state="removed",
        reason="personal_data",
        note="Readers must not be able to find a private person from a comment.",
    ),
    Comment(
        ref="p1",
        story="corrections",
        name="Letter writer, Mardin",
        text=("I am the leaf. Thank you for keeping it. It was in fact a white mulberry; I did not want to be fussy."),
        age=49.0,
    ),
    Comment(
        ref="p2",
        story="corrections",
        name="Sub-editor, retired",
        text=(
            "“A spelling mistake is mended quietly.” In the third paragraph it should be “smells” … no, it is "
            "right. Leave it."
        ),
        age=45.0,
    ),
    Comment(
        ref="p3",
        story="corrections",
        name="Cynic",
        text="Fine words. You will correct a tree. Will you correct a minister?",
        age=40.0,
    ),
    Comment(
        ref="p4",
        story="corrections",
        name="Letter writer, Mardin",
        text="One has to begin with something that holds still.",
        age=38.5,
        reply_to="p3",
    ),
    Comment(
        ref="p5",
        story="corrections",
        name="Cynic",
        text="I withdraw nothing, but I laughed.",
        age=37.0,
        reply_to="p4",
    ),
    Comment(
        ref="v1",
        story="festival",
        name="Second row, left",
        text="I was the man in the second row. I stand by the first ten minutes of my remarks.",
        age=58.0,
    ),
    Comment(
        ref="v2",
        story="festival",
        name="Third row, behind him",
        text="Could you stand by them sitting down next time?",
        age=55.0,
        reply_to="v1",
    ),
    Comment(
        ref="n1",
        story="rain",
        name="Kawe’s neighbour",
        text=("He does look at the sky more than at his telephone. We have been trying to reach him since October."),
        age=1.1,
    ),
    Comment(
        ref="n2",
        story="rain",
        name="Wet socks",
        text="38 millimetres, of which about half in my left shoe.",
        age=0.8,
        state="pending",
    ),
    Comment(
        ref="a1",
        story="bread-ar",
        name="أم ياسين",
        text="الحمد لله. صار الولد يرجع من الفرن والربطة أثقل منه.",
        age=6.2,
    ),
    Comment(
        ref="a2",
        story="bread-ar",
        name="فرّان سابق",
        text="الوزن وحده لا يكفي، فالعجين الكثير الماء يزن أكثر ويشبع أقل. اكتبوا عن نسبة الماء أيضاً.",
        age=5.8,
    ),
    Comment(
        ref="a3",
        story="bread-ar",
        name="سلمى ع.",
        text="كلام سليم، لكن نبدأ بالوزن لأن كل بيت عنده ميزان، وليس في كل بيت مختبر.",
        age=5.0,
        reply_to="a2",
    ),
    Comment(
        ref="a4",
        story="bread-ar",
        name="زبون غاضب",
        text="كلّكم لصوص أنتم ومن يكتب عنكم.",
        age=4.4,
        state="rejected",
        reason="insult",
    ),
    Comment(
        ref="a5",
        story="bread-ar",
        name="محمود",
        text="هل يشمل الاتفاق أفران الريف؟ عندنا أربعة أفران وميزان واحد للأغنام.",
        age=1.6,
        state="pending",
    ),
    Comment(
        ref="a6",
        story="soap",
        name="مغتربة في ليون",
        text=(
            "فتحت الحقيبة بعد أحد عشر عاماً فوجدت قطعة صابون ملفوفة بجورب. ما زالت رائحتها تملأ البيت. شكراً لهذه القصة."
        ),
        age=38.0,
    ),
    Comment(
        ref="a7",
        story="soap",
        name="جار الورشة",
        text="نعم، أعادوا الرائحة، وأعادوا الدخان أيضاً. نحبّهم، لكن المدخنة تحتاج إلى متر آخر.",
        age=35.0,
    ),
    Comment(
        ref="a8",
        story="soap",
        name="ليان ص.",
        text="وصلتنا الملاحظة. المتر الآخر عند الحدّاد منذ الأسبوع الماضي.",
        age=33.0,
        reply_to="a7",
    ),
    Comment(
        ref="a9",
        story="soap",
        name="عطور الشرق",
        text="صابون أصلي بأرخص الأسعار توصيل مجاني http://soap.example.com اطلب الآن اطلب الآن",
        age=20.0,
        state="spam",
        reason="advertising",
    ),
    Comment(
        ref="a10",
        story="bees",
        name="نحّال من إدلب",
        text="نقلنا الفكرة إلى ثلاث قرى. الخريطة جاهزة، والقهوة جاهزة، بقي أن يحضر الجميع في اليوم نفسه.",
        age=120.0,
    ),
    Comment(
        ref="a11",
        story="bridge-ar",
        name="ابن الجزيرة",
        text="كبرت في الضفة الشرقية، وكان أبي يقول إن الجسر يعرف أسماءنا. سأزوره في الربيع.",
        age=2.3,
        is_picked=True,
    ),
    Comment(
        ref="a12",
        story="bridge-ar",
        name="مهندس",
        text="الدعامة على خشب وليس على صخر: هذا ما كتبناه في تقرير قبل عشرين عاماً ولم يقرأه أحد.",
        age=1.9,
        reply_to="a11",
        state="pending",
    ),
    Comment(
        ref="k1",
        story="dengbej",
        name="Keça Şemsê",
        text="Kalê min jî satilek hebû, lê ew ji bo genim bû. Niha ez dizanim ku min çiqas peyv avêtine.",
        age=22.0,
    ),
    Comment(
        ref="k2",
        story="dengbej",
        name="Guhdar",
        text="Apê Fesîh ne 78, 87 salî ye. Ew hevalê leşkeriyê yê bavê min e.",
        age=20.5,
        reports_error=True,
    ),
    Comment(
        ref="k3",
        story="dengbej",
        name="Keça Şemsê",
        text="Rast kirin. Spas. Bila temenê wî hê dirêjtir be.",
        age=11.5,
        reply_to="k2",
    ),
    Comment(
        ref="k4",
        story="dengbej",
        name="Mamoste Ronî",
        text="Gelo em ê karibin lîsteya wan peyvan bibînin? Ji bo dersê pir hêja ye.",
        age=16.0,
        state="pending",
    ),
    Comment(
        ref="k5",
        story="library-ku",
        name="Li Stokholmê",
        text="Li vir jî sê komeleyan pirtûk di jêrzemînan de ne. Kî dixwaze bi hev re katalogekê çêke?",
        age=29.0,
    ),
    Comment(
        ref="k6",
        story="library-ku",
        name="Xwendevanek",
        text="Ez amade me. Lê pêşî divê em li ser tîpan li hev bikin, ev jî wê deh salan bigire.",
        age=27.0,
        reply_to="k5",
    ),
    Comment(
        ref="k7",
        story="bicycles",
        name="Ciwanê Qoserî",
        text="Duçerxeya min li wir hat çêkirin. Zengila wê ji ya nû xweştir lê dide.",
        age=34.0,
    ),
    Comment(
        ref="k8",
        story="bicycles",
        name="mêrekî nenas",
        text="Cihê jinan mal e, ne garaj e.",
        age=31.0,
        state="removed",
        reason="hate",
        note="Em şîroveyên ku mafê kesan înkar dikin naweşînin.",
    ),
    Comment(
        ref="k9",
        story="bicycles",
        name="Pîrê Xecê bi xwe",
        text="Neviyê min ji min re xwend. Ez êdî heta firinê dikarim. Vegera hê zehmet e.",
        age=30.0,
    ),
    Comment(
        ref="k10",
        story="bridge-ku",
        name="Sêwî",
        text="Her kes li ser kevir dinivîse. Kelekvan jî mirov in.",
        age=2.4,
        state="withdrawn",
    ),
    Comment(
        ref="s10",
        story="dam",
        name="کەناراو",
        text=("باوکم سی ساڵ لەسەر ئەو بەنداوە کاری کرد. هەمیشە دەیگوت دەریاچە درۆ ناکات، تەنها کەس گوێی لێ ناگرێت."),
        age=11.5,
    ),
    Comment(
        ref="s11",
        story="dam",
        name="جووتیارێکی بتوێن",
        text="باسی ئێمە دەکەن، کەس باسی ئەو حەوزە مەلەوانییانە ناکات کە لە ڕێگای سەرەکی دروست دەکرێن.",
        age=10.2,
        reported="false_claim",
    ),
    Comment(
        ref="s12",
        story="dam",
        name="شنە",
        text="هەردووکیان ڕاستن. بۆیە ساڵنامەکە باشە: حەوزەکانیش با ژمارەی خۆیان بنووسن.",
        age=9.6,
        reply_to="s11",
    ),
    Comment(
        ref="s13",
        story="dam",
        name="بێناو",
        text="هەمووتان درۆ دەکەن و پارەتان وەرگرتووە.",
        age=6.0,
        state="rejected",
        reason="insult",
    ),
    Comment(
        ref="s14",
        story="archive",
        name="نەوەی مێرگە",
        text="دەنگی داپیرەم لەوێیە. نەمدەزانی پێکەنینی من هی ئەوە.",
        age=90.0,
    ),
    Comment(
        ref="s15",
        story="pomegranate",
        name="ئاشپەز",
        text="ڕوبەکەیانم تاقی کردەوە، لەگەڵ شفتە بێوێنەیە. تکایە بنووسن لە کوێ دەفرۆشرێت.",
        age=50.0,
        state="pending",
    ),
    Comment(
        ref="s16",
        story="pomegranate",
        name="هاوڕێی باخ",
        text="ئێمە لە هەورامانیش هەنارمان هەیە. ئەگەر ژنەکان ڕێگامان پیشان بدەن، شووشەکان لەسەر ئێمە.",
        age=46.0,
    ),
    Comment(
        ref="s17",
        story="pomegranate",
        name="خێرا دەوڵەمەند بە",
        text="ڕۆژانە 500 دۆلار لە ماڵەوە! کلیک بکە http://rich.example.com",
        age=22.0,
        state="spam",
        reason="spam",
    ),
    Comment(
        ref="s18",
        story="bazaar-ckb",
        name="کڕیاری خاولی",
        text="نۆ و نیو چووم. ڕاستە، سپییەکان دەدرەوشێنەوە. دووانم کڕی.",
        age=70.0,
    ),
    Comment(
        ref="o1",
        story="solar",
        name="Ziyad",
        text="Second comment because the first did not appear.",
        age=19.0,
        state="rejected",
        reason="duplicate",
    ),
    Comment(
        ref="o2",
        story="football",
        name="linkbuilder7",
        text="I read your post and it help me much. Visit my blog for the same topic http://seo.example.com",
        age=9.0,
        state="spam",
        reason="spam",
    ),
    Comment(
        ref="o3",
        story="library",
        name="Old quarrel",
        text=(
            "The association was founded by three people, not by one, and two of them are never mentioned. You know "
            "who you are."
        ),
        age=23.0,
        state="withdrawn",
    ),
    Comment(
        ref="o4",
        story="clinic",
        name="Patient",
        text=(
            "My name is not in the story but everyone in the village will know which pregnancy that was. Please "
            "take this comment away again, I only wanted to tell you."
        ),
        age=12.0,
        state="withdrawn",
    ),
    Comment(
        ref="o5",
        story="bread",
        name="Scales & Sons",
        text=(
            "We sell the only honest scales in town, call in at our shop and mention this comment for ten per cent off."
        ),
        age=3.6,
        state="removed",
        reason="advertising",
    ),
    Comment(
        ref="o6",
        story="corrections",
        name="Off the rails",
        text="Does anybody know a good plumber in Mardin?",
        age=35.0,
        state="rejected",
        reason="off_topic",
        note="A pity: nobody here does.",
    ),
    Comment(
        ref="o7",
        story="chess",
        name="Runner-up’s aunt",
        text="Two appeals are still open. How can there be a winner?",
        age=168.0,
        reports_error=True,
    ),
    Comment(
        ref="o8",
        story="festival",
        name="Tea lady",
        text=("Four hundred glasses on the first night, and eleven came back. Bring a cushion, and bring my glasses."),
        age=50.0,
        state="pending",
    ),
]
