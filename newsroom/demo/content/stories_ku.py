"""The Kurmanji stories."""

from newsroom.demo.content.shapes import Change, Edit, Quote, Story, Use

STORIES = [
    Story(
        key="bridge-ku",
        language="ku",
        section="towns",
        age=2.9,
        headline="Pira Debaxan piştî çar salan ji bin îskeleyan derket",
        standfirst=(
            "Hostayên ku di kar de hîn bûn, du kevanên pirê bi kevirê herêmê ji nû ve ava kirin. Otomobîl êdî nayên "
            "ser pirê; kelekvan jî dipirsin ka wê çi bi wan bê."
        ),
        kicker="Cizîr",
        dateline="CIZÎR",
        bylines=(("berfin-kanisar", "by"), ("zelal-ciyager", "translation")),
        text="""
Pira kevirî ya ku her du aliyên taxa jêrîn a Cizîrê digihîne hev, vê hefteyê ji peyayan re vebû. Çar sal û du meh berê
pîvanvanan dîtibû ku lingê duyem ê pirê xwar dibe.

Dema ku îskeleya dawî hat rakirin, bi sedan kes li bendê bûn. Pêşî şagirt derbas bûn, ji ber ku wan herî zêde dem
winda kiribû: ji roja ku pir hatibû girtin û vir ve, ew bi kelekan ji Dîcleyê derbas dibûn an jî 3,4 kîlometre heta
pira otomobîlan dimeşiyan û vedigeriyan.

Rêber Tanya yê 17 salî, ku bi tevahiya pola xwe re hatibû, got: “Min dibistan li ser kelekê dest pê kir û li ser pirê
diqedînim. Xwişka min a biçûk ew qet bê textan nedîtiye.”

<h2>Kevirên ji kana kevin</h2>

Pir bi çar kevanan e û 138 metre dirêj e. Du kevan kevir bi kevir hatin hilweşandin, her kevirek hat hejmartin û dîsa
hat danîn. Ji nêzîkî 2 900 keviran 640 heb ewqas qelişî bûn ku bi kêr nedihatin. Yên nû ji kaneke biçûk a kilsê hatin,
11 kîlometre ber bi jor ve; kan ji salên 1970’yî ve girtî bû û ji bo vî karî dîsa hat vekirin.

Karê avakirinê endezyar Gulan Hesarî bi rê ve bir. Wê xwest ku bajar hostayên xwe perwerde bike, ne ku şîrketekê ji
derve bîne. Nozdeh kes li ser pirê hînî vî karî bûn; heft ji wan jin in.

“Pireke wiha dixwaze ku her biharê yek lê binêre,” Hesarî got. “Eger ew kesên ku dizanin çawa hatiye çêkirin li
welatekî din bin, wê kes lê nenêre.”

<h2>Otomobîl venagerin</h2>

Berê her roj nêzîkî 4 000 otomobîl di ser pirê re derbas dibûn. Êdî nabe: li her du seriyan stûn hatine çikandin û
tenê otomobîla agirkujan dikare derbas bibe.

Dikandarên aliyê rojhilat, ku li dijî vê biryarê îmze kom kiribûn, fikra xwe guhertine. Mîrza Debax, ku malbata wî hê
yek ji her du debaxxaneyên mayî dixebitîne, got: “Me mehekê hejmart. Yê ku bi peyatî di ber dikanê re derbas dibe,
disekine. Yê ku bi otomobîlê derbas dibe, li kornayê dixe.”

{quote:ferry}

Ji sê kelekên ku li ser çem dixebitîn, du niha ji bo firotinê ne. “Her kes spasiya me dike û kes napirse ka em ê roja
duşemê çi bikin,” Casim Kelekvan got, ku 31 sal in xelkê derbasî aliyê din dike.
""",
        tags=("Pir", "Dîrok", "Dîcle"),
        insets=(
            Quote(
                "ferry",
                "Her kes spasiya me dike û kes napirse ka em ê roja duşemê çi bikin.",
                "Casim Kelekvan, kelekvan",
            ),
        ),
        lead=Use(
            "bridge_dusk",
            "Pira kevin a li ser Dîcleyê, di êvara pêşî de piştî ku dîsa ji peyayan re vebû.",
            "Pireke kevirî ya bi çar kevanan di tarîbanê de; çirayên wê di çemê bêdeng de xuya dikin.",
        ),
        translation_of="bridge",
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="library-ku",
        language="ku",
        section="culture",
        age=31.5,
        headline="Neh hezar pirtûk li xwendevanên xwe digerin",
        standfirst=(
            "Pirtûkxaneyeke li Berlînê ji jêrzemînekê derket û bû xwedî odeya xwendinê. Zarok ji bo çîrokên "
            "wênekirî tên û bi alfabeya dapîrên xwe re dimînin."
        ),
        kicker="Diyaspora",
        dateline="BERLÎN",
        bylines=(("rojda-zinar", "by"), ("zelal-ciyager", "editing")),
        text="""
Bîst û du salan pirtûk li jêrzemînekê, di sindoqên mûzan de man, bi rêzeke ku tenê Feqî Gundî pê dizanî. Dema ku ew
zivistana borî nexweş ket, endamên komeleyê dîtin ku nikarin tiştekî bibînin.

“Em li rêzimanê geriyan, me pirtûkên xwarinçêkirinê dîtin. Em li wan geriyan, me firavîna bavê min dît,” keça wî Jiyan
Gundî got. Ew almanî hînî hemşîreyan dike û êvaran pirtûkxaneyê bi rê ve dibe.

Vê mehê pirtûkxane dîsa vebû: di dikaneke kevin a piyanoyan de, bi pencereyeke mezin û cihê 24 xwendevanan. Di
katalogê de 9 140 berhem hene, bi kurmancî, soranî, kirmanckî, erebî, tirkî, ermenî, suryanî û almanî. Du ji sisêyan
li sirgûnê hatine çapkirin: li Stokholm, Beyrût, Rewan û Bonnê, gelek caran tenê çend sed heb.

<h2>Bi keştiyê û bi çenteyan</h2>

Nêvî ji wan bi postê an jî di çenteyên koçberan de hatine. Yên din bi paketan digihîjin Hamburgê: salê sê-çar caran
pirtûkfiroşek ji Hewlêrê tiştê ku nû derketiye dişîne.

Kes nizane çend ji van pirtûkan êdî li cihekî din nînin. Dilxwazan heta niha 800 nav bi katalogên pirtûkxaneyên mezin
re dan ber hev; 61 ji wan li tu derê din nehatin dîtin.

<h2>Sê alfabe</h2>

Zehmetî ne ref in. Kurmancî li vir bi tîpên latînî û li wir bi tîpên erebî tê nivîsandin, pirtûkên kevin ên Rewanê bi
tîpên kîrîlî ne, û gelek kesên ku li Berlînê mezin bûne bi zimanekî diaxivin ku qet hînî xwendina wî nebûne.

Şemiyan ji bo wan ders heye û tijî ye. Pirtûka dersê çîrokeke wênekirî ya hêstireke serhişk e. “Dapîra min aliyê rastê
dixwîne û ez aliyê çepê,” Rûbara yanzdehsalî got. “Ew zûtir dixwîne, lê ez bi almanî bêtir navên hêstirê dizanim.”

<blockquote><p>“Pirtûkxaneya ku kes nikaribe bixwîne mûze ye. Dersa bê pirtûkxane wezîfeya malê ye. Em ne vê dixwazin
ne jî wê.”</p><p>Jiyan Gundî</p></blockquote>

Odeya xwendinê ji pêncşemê heta yekşemê vekirî ye. Deynkirin belaş e; cezayê derengmayînê ew e ku mirov pirtûkeke din
bîne.
""",
        tags=("Pirtûk", "Diyaspora", "Berlîn"),
        lead=Use(
            "library_shelves",
            "Odeya xwendinê ya pirtûkxaneya diyasporayê li Berlîn-Kreuzbergê.",
            "Refên bilind ên pirtûkan li her du aliyên maseyeke dirêj; li dawiyê pencereyeke kevanî.",
        ),
        translation_of="library",
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="dengbej",
        language="ku",
        section="culture",
        age=24.0,
        headline="Zarok ji dengbêjan re dibêjin: “Ji nû ve, lê hêdî”",
        standfirst=(
            "Li Wanê her roja yekşemê deh zarok li cem pênc dengbêjên extiyar rûdinin. Kilam dirêj in, sebra her du "
            "aliyan jî."
        ),
        kicker="Reportaj",
        dateline="WAN",
        bylines=(("rojda-zinar", "by"),),
        text="""
“Ji nû ve,” Avaşîna nehsalî dibêje, “lê vê carê hêdî.” Apê Fesîh, ku 78 salî ye û di jiyana xwe de qet ji kesî
fermaneke wiha nestandiye, gewriya xwe paqij dike û ji serî ve dest pê dike.

Li odeyeke bi du pencereyan, li jora dikana nalbendekî li Wanê, her roja yekşemê deh zarok û pênc dengbêj li hev
dicivin. Dibistan jê re nabêjin. “Dibistan kurt e,” Apê Fesîh dibêje. “Kilama herî kurt a min çil deqe ye.”

<h2>Pêşî guh, paşê dev</h2>

Rêbaz hêsan e. Di sê mehên pêşî de zarok tenê guhdarî dikin û dipirsin. Her peyva ku fêm nakin li ser kaxezekê
dinivîsin û kaxezê diavêjin satilekê. Di dawiya dersê de satil tê vala kirin.

Heta niha 1 312 peyv di satilê re derbas bûne. Hin ji wan ji dengbêjan bi xwe re jî nenas derketin. “Min ev gotin
pêncî salan got û ez nizanim çi ye,” Xalê Sidîq dibêje. “Bavê min wiha digot.” Mamosteyeke zimên wê peyvê ji lîsteyê
re dibe û dipirse.

{photo:village_snow}

<h2>Kilam û berf</h2>

Du ji dengbêjan li gundên jorîn dijîn. Dema ku rê bi berfê tê girtin, ew bi telefonê dibêjin. Telefon di nav satilê de
tê danîn, ji ber ku satil deng mezin dike.

<blockquote><p>“Me digot qey em ê hînî wan bikin. Rast e, em hîn dikin. Lê niha ez jî dizanim kîjan kilama min dirêj e
ji ber çîrokê, kîjan dirêj e ji ber ku min nedixwest biqede.”</p><p>Xalê Sidîq</p></blockquote>

Di biharê de zarok dê cara pêşî li pêş malbatên xwe bibêjin: her zarokek pênc deqeyan, hemû bi hev re kilamekê. Avaşîn
dibêje ku ew ê beşa hespî bibêje. “Ya xemgîn bila ji mezinan re bimîne.”

Di odeyê de cihê deh zarokên din jî heye. Tiştê kêm dengbêj in.
""",
        genre="reportage",
        tags=("Dengbêjî", "Muzîk", "Wan"),
        lead=Use(
            "tape_archive",
            ("Wêneyê arşîvê: tomarkereke kevin a arşîva devokan a Silêmaniyê. Li Wanê jî her ders tê tomarkirin."),
            ("Amûreke kevin a tomarkirinê ya bi du makareyan, qutiyên bandan û îskaneke çayê li ser maseyê."),
        ),
        inline=(
            Use(
                "village_snow",
                "Di zivistanê de rê tê girtin û ders bi telefonê tê dayîn.",
                "Xaniyên kevirî yên di bin berfê de li quntara çiyayên spî.",
            ),
        ),
        changes=(
            Change(
                kind="correction",
                age=12.0,
                edits=(Edit("body", "Apê Fesîh, ku 78 salî ye", "Apê Fesîh, ku 87 salî ye"),),
                note=("Di guhertoya berê ya vê nûçeyê de temenê Apê Fesîh 78 hatibû nivîsandin. Ew 87 salî ye."),
            ),
        ),
    ),
    Story(
        key="football-ku",
        language="ku",
        section="sport",
        age=13.8,
        headline="Di bin çirayên nû de Çem hem cîranên xwe hem demjimêr têk bir",
        standfirst="Li Qamişlo pêşbirka pêşî ya şevê bi encama 3–2 qediya, çar deqe piştî ku jenerator sekinî.",
        dateline="QAMIŞLO",
        bylines=(("berfin-kanisar", "by"), ("zelal-ciyager", "translation")),
        text="""
Heştê û şeş deqeyan nûçe çira bûn. Paşê Çem, ku bi golekê li paş bû, di ronahiya kêm a çirayên yedek de du gol avêtin
û di pêşbirka pêşî ya êvarê ya lîgê de li qada Qamişlo Deriyê Newrozê 3–2 têk bir.

Nêzîkî 2 400 kes hatibûn, du qat ji pêşbirkeke asayî ya roja înê, û beşek ji wan bêtir li jor dinihêrî. Her çar stûn,
her yek bi diwanzdeh çirayan, bi alîkariya dikandar û lîstikvanên berê hatin kirîn.

Alan Tîrêj di deqeya nehan de gola pêşî ji bo Deriyê Newrozê avêt. Golparêzê Çemê Hogir Sêvî got: “Min li topê nihêrî
û çar siyên min hebûn. Min nizanibû kîjan xwe bavêje.”

<h2>Paşê tarî bû</h2>

Kaptan Dijwar Bagok bi serî encam anî 1–1, lê deh deqe piştî destpêka nîvê duyem Çem dîsa ket paş. Di deqeya 86’an de
jeneratora li pişt trîbunê kuxiya û sekinî.

Li gor rêzikan hakem dikare nîv saetê bisekine. Hewce nebû. Li her stûnê du çira bi bataryayê dixebitin, û her du
kaptan, dema ku ji wan hat pirsîn ka topê dibînin, gotin erê. “Min derew kir,” kaptanê Deriyê Newrozê got.

Di wê nîvronahiyê de, di ronahiya telefonên temaşevanan de, Bagok ji kornerê gola duyem avêt, û di deqeyên zêde de
Miro Xanikê 19 salî, ku şeş deqe bû ketibû qadê, gola serkeftinê avêt.

Çira bi fîtika dawî re dîsa vêketin.
""",
        tags=("Futbol", "Qamişlo"),
        lead=Use(
            "football_night",
            "Qada şaredariyê ya Qamişlo di bin çirayên nû de.",
            "Qadeke biçûk a futbolê bi şev di bin çirayan de, ji pişt golê ve.",
        ),
        translation_of="football",
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="vineyard",
        language="ku",
        section="environment",
        age=118.0,
        headline="Li Midyadê 43 cureyên tirî di baxçeyekî de li hev civiyan",
        standfirst="Rezvan û xwendekar rezên kevin dinasin, dibirin û diçînin berî ku nav û tama wan winda bibe.",
        dateline="MIDYAD",
        bylines=(("zelal-ciyager", "by"),),
        text="""
Li derveyî Midyadê, li pişt dîwarekî nizm, baxçeyek heye ku hê kes jê tirî naxwe. Di rêzên wî de 43 cureyên tirî
hatine çandin, ji her yekê şeş dar. Hin ji wan êdî tenê li vir hene.

Her tişt bi pirsekê dest pê kir. Xwendekara çandiniyê Nûjîn Tûrî ji kalê xwe pirsî ka çima li rezê wan tenê du cure
mane. “Got: ji ber ku tu ji yên din hez nakî,” Nûjîn dibêje. “Min qet navê wan jî nebihîstibû.”

<h2>Rezek, navek, çîrokek</h2>

Di sê salan de Nûjîn û yanzdeh hevalên wê çûn 58 gundan. Ji her rezê ku xwediyê wî dixwest, wan şaxek birî û du tişt
nivîsîn: navê tirî û kî wî naveyî dizane. Di encamê de 71 nav derketin. Lêkolîna zanîngehê nîşan da ku hin nav ên
heman tirî ne; 43 cure man.

<table>
<tr><th>Cure</th><th>Hat dîtin li</th><th>Bi kêrî çi tê</th></tr>
<tr><td>Mezronê</td><td>19 gundan</td><td>Dims, mewîj</td></tr>
<tr><td>Bilbizêkî</td><td>4 gundan</td><td>Xwarin</td></tr>
<tr><td>Reşê dereng</td><td>gundekî</td><td>Heta zivistanê dimîne</td></tr>
</table>

Cureyê dawî di hewşa jineke 91 salî de hat dîtin. Wê got ku kes jê nepirsiye.

<h2>Dims wê kengî bê?</h2>

Rez piştî çar salan dê fêkî bidin. Heta wê demê her gundî mafê wî heye ku şaxan belaş bibe. Heta niha 340 şax hatine
belavkirin. Kalê Nûjînê jî deh heb birin. “Lê ew dibêje ku ew tenê ji bo siyê ne,” ew dibêje.
""",
        tags=("Çandinî", "Rez", "Midyad"),
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="bicycles",
        language="ku",
        section="society",
        age=36.0,
        headline="Li Qoserê deh jin duçerxeyan tamîr dikin, ya yanzdehem hînî ajotinê dibe",
        standfirst="Kargeheke biçûk 260 duçerxeyên avêtî dîsa xistin rê. Nîvî ji wan çûn ber deriyê dibistanan.",
        dateline="QOSER",
        bylines=(("seven-bridges", "by"),),
        text="""
Deriyê kargehê teng e û pêşî duçerxe derbas dibe, paşê mirov. Li hundir deh jin dixebitin; kursî pênc heb in, ji ber
ku her tim pênc kes di bin duçerxeyekê de ne.

Kargeha li Qoserê di du salan de 260 duçerxeyên avêtî tamîr kirine. Nîvî ji wan ji bo zarokên ku mala wan ji dibistanê
dûr e hatin dayîn; yên din tên firotin, û bi pereyan kirê û parçe tên kirîn.

“Di destpêkê de mirovan digot ka mêrê we li ku ye,” Gulbihar Axtepe dibêje, ku kargeh di garaja xwe de vekir. “Niha
dibêjin ka hûn saet çend de vedikin.”

Pirsa herî zehmet ne zincîr e, ew dibêje, ev e ku nîvê jinan duçerxe tamîr dikir lê nedizanî bajo. Ji ber vê yekê her
roja înê li qada bazarê ders heye. Şagirta nû, Pîrê Xecê, 64 salî ye.

“Ez naxwazim dûr herim,” Pîrê Xecê dibêje. “Heta firinê û vegerim. Lê bi lez.”
""",
        tags=("Duçerxe", "Jin", "Qoser"),
        changes=(Change(kind="typo", age=33.0, edits=(Edit("body", "ka mêrê we li ku ye", "ka mêrên we li ku ne"),)),),
    ),
    Story(
        key="snow-ku",
        language="ku",
        section="environment",
        age=8.9,
        headline="Berfê rêya jorîn girt; dibistan çû radyoyê",
        standfirst="Li jora Şaxê mamoste dersan bi radyoyê dixwîne heta ku rê vebe.",
        kicker="Kurtenûçe",
        dateline="ŞAX",
        bylines=(("upland-wire", "by"),),
        text="""
Piştî sê rojên berfbarînê rêya pênc gundên li jora Şaxê ji fitla duyem û pê ve girtî ye. Li hin cihan berf 1,6 metre
ye. Li gor rêveberiya rêyan, makîneya berfê wê sibê bigihîje gundê pêşî.

Kes di tengasiyê de nîne, muxtarê gundê herî jorîn Xalê Remo got. “Ard, êzing û çêlekeke me heye. Tenê mêvan kêm in.”

Dibistana seretayî çûye radyoyê. Her sibe saet di nehan de mamoste Gulîzar Serhatî dersan li ser frekansa şivanan
dixwîne, her car heşt deqeyan; zarok jî bi navê malên xwe bersivê didin. “Hesab baş e,” wê got. “Stran ji polê xweştir
e.”

Jineke ducanî berî bahozê daxistibûn bajêr.
""",
        source="Ajansa Zozanan",
        tags=("Hewa", "Berf", "Dibistan"),
        lead=Use(
            "village_snow",
            "Xaniyên li jora Şaxê, di sibeha sêyem a berfê de.",
            "Xaniyên kevirî yên banrast di bin berfa kûr de, çiyayên spî li pişt wan.",
            "Ajansa Zozanan",
        ),
        translation_of="snow",
    ),
    Story(
        key="station",
        language="ku",
        section="towns",
        age=3.4,
        headline="Malbata îstasyonê: “Em ne li dijî trênê ne”",
        standfirst="Li ser deşta Nisêbînê salona bendewariyê 29 sal in mal e. Niha trên vedigere.",
        dateline="NISÊBÎN",
        bylines=(("berfin-kanisar", "by"),),
        text="""
Di dîwarê mezelê de hê pencereya bilêtan heye. Besra Makasçî perdeyek daliqandiye ber û li pişt perdeyê firaqên xwe
danîne.

“Kalê min makasê diguhert, bavê min ban tamîr kir, ez jî perdeyê dişom,” ew dibêje. “Her nifşekî ji bo îstasyonê
tiştek kiriye.”

Dema ku trênên rêwiyan 29 sal berê sekinîn, kesî ji malbata makasvanê dawî re negot derkevin. Niha trêna testê derbas
bûye û di biharê de rêwî wê bên.

Navbeynkarek hatiye peywirdarkirin. Pêşniyara Besrayê ev e: bila trên bisekine, bila rêwî çay vexwin, û bila ban li
ser serê wan bimîne.
""",
        tags=("Rêhesin", "Nisêbîn"),
        lead=Use(
            "railway_plain",
            "Xeta rêhesinê ya li deştê, li rojavayê Nisêbînê.",
            "Xeteke rêhesinê rasterast ber bi trêneke biçûk ve diçe li deşteke ziwa.",
        ),
        state="submitted",
    ),
    Story(
        key="solar-ku",
        language="ku",
        section="economy",
        age=26.0,
        headline="Gundê ku jimareyên xwe bi deng dixwîne",
        standfirst=(
            "Li jora Akrê şêst malan bi hev re panelên rojê kirîn. Tiştê ku wan bi hev re digire ne roj e, civîna "
            "roja înê ye, bi bilindgoyekê."
        ),
        kicker="Reportaj",
        dateline="AKRÊ",
        bylines=(("upland-wire", "by"), ("zelal-ciyager", "translation")),
        text="""
Her roja înê, piştî firavînê, Xalid Spîndarî hildikişe ser banê dibistanê, bilindgoyê vedike û jimareyan dixwîne. Pêşî
ya ku panelan di hefteyê de daye, paşê ya ku her yek ji şêst malan bi kar aniye; bi jimareya malê, ne bi nav. Yanzdeh
deqe dikişîne. Kes naçe.

“Di destpêkê de xelk şerm dikir,” Spîndarî dibêje, ku 34 salî ye û mamosteyê fîzîkê ye. “Mala 22 sobeyek ji bizinan re
vekirî hiştibû. Her kes dizane mala 22 ya kê ye.” Hinekî disekine. “Ya min e.”

<h2>Girê ku kesî nedixwest</h2>

Gir ber bi başûr ve ye û ji bilî stiriyan tiştek lê şîn nabe. Ew ê yanzdeh malbatan bû ku tu carî nekaribûn wî parve
bikin. Sê sal berê wan ew wek para xwe da kooperatîfê; 49 malên din bi pereyan, bi çar qistan, an jî bi rojên kar
beşdar bûn. Roja karê jinekê bi bêrê bi qasî roja karê mêrekî bi makîneya kaynaxê hat hesibandin. Dibêjin ku ew civîna
herî dirêj a dîroka gund bû.

Îro 412 panel li ser gir in û di nîvroyeke zelal de 180 kîlowatan didin. Jeneratora taybet hê li wir e. Xwediyê wê
Hecî Tehsîn endamê kooperatîfê ye û li bataryayan dinihêre. “Tenê min dizanibû her kablo li ku ye,” ew dibêje. “An wê
bi min re şer bikirana an jî wê kar bidana min.”

<h2>Rêzikên li ser dîwêr</h2>

<ol>
<li>Pêşî dibistan, nexweşxane û pompeya avê.</li>
<li>Makîneyên cilşûştinê dema ku roj heye dixebitin.</li>
<li>Yê ku diçe derekê, dibêje û para xwe dide cîranekî.</li>
<li>Jimare roja înê bi deng tên xwendin. Heta ku hemû neyên xwendin kes tiştekî nabêje.</li>
</ol>

Ya çarem a girîng e, Nazdar Gelî dibêje, ku hesaban digire. Di havîna pêşî de sê şer çêbûn, her sê jî ji ber texmînan.
Ji wê rojê ve yek jî çênebû, “an jî yek jî li ser elektrîkê çênebû”.

Niha ji gundên dûr mêvan tên û wêneyên panelan dikişînin. Spîndarî ji wan dixwaze ku roja înê werin.

“Panelan hûn dikarin bikirin,” ew dibêje. “Kursiyekê bînin, rûnin û yanzdeh deqeyan li jimareyan guhdarî bikin. Eger
gundê we vê bike, elektrîka we heye.”
""",
        source="Ajansa Zozanan",
        source_url="https://example.org/upland",
        genre="reportage",
        tags=("Elektrîk", "Kooperatîf", "Gund"),
        lead=Use(
            "solar_hillside",
            "Panelên kooperatîfê li quntara jora gund.",
            "Rêzên panelên rojê li ser girekî ziwa, gundek li jêr.",
            "Ajansa Zozanan",
        ),
        translation_of="solar",
        writer="editor",
        publisher="chief",
    ),
]
