"""The English stories."""

from newsroom.demo.content.shapes import Change, Edit, Embargo, Embed, Protection, Quote, Story, Use

STORIES = [
    Story(
        key="bridge",
        language="en",
        section="towns",
        age=3.2,
        headline="Tanners’ Bridge opens again after four years under scaffolding",
        standfirst=(
            "Masons trained on the job have rebuilt two of the four arches in local stone. Cars will stay out for "
            "good, and the ferrymen want to know what is to become of them."
        ),
        kicker="Cizre",
        dateline="CIZRE",
        bylines=(("berfin-kanisar", "by"), ("zelal-ciyager", "editing")),
        text="""
The stone bridge that joins the two halves of Cizre’s lower town was opened to people on foot this week, four years
and two months after surveyors found that its second pier had begun to lean.

Several hundred people were waiting when the last of the scaffolding was carried away. Schoolchildren went first,
because they had lost the most time: since the closure they had crossed the Tigris in small ferries, or had walked
3.4 kilometres to the road bridge and back.

“I started school on the ferry and I am leaving it on the bridge,” said Rêber Tanya, 17, who had come with his whole
class. “My little sister has never seen it without planks.”

<h2>Stone from the old quarry</h2>

The Tanners’ Bridge has four arches and is 118 metres long. Two of the arches were taken down to their springings,
each stone numbered, and built up again. Of some 2 900 stones, about 640 were too badly cracked to be used a second
time. Their replacements come from a small limestone quarry 11 kilometres upstream, which had been shut since the
1970s and was reopened for the work.

The site was run by Gulan Hesarî, a structural engineer, who insisted that the town train its own masons instead of
bringing in a firm. Nineteen people learned the trade on the bridge; seven of them are women.

“A bridge like this needs someone to look at it every spring,” she said. “If the people who know how it was mended
live in another country, nobody will look.”

{photo:harbour_cranes}

The work cost the equivalent of 1.9 million euros, a fifth more than planned. The town council says that most of the
difference went on the lean pier, whose footing turned out to stand on timber and not on rock.

<h2>No way back for cars</h2>

Until the closure, about 4 000 cars crossed the bridge each day. They will not return. Bollards have been set into
both ramps, and a weight limit of 5 tonnes is meant for the fire engine alone.

Traders on the eastern bank, who had collected signatures against the ban, have changed their minds, said Mîrza Debax,
whose family still runs one of the two remaining tanneries. “We counted for a month. People who walk past a shop stop.
People who drive past it sound the horn.”

For the ferrymen the opening is less of a feast. Three boats worked the crossing; two are for sale.

<blockquote><p>“Everybody thanks us and nobody asks what we do on Monday.”</p></blockquote>

The words are those of Casim Kelekvan, who has rowed, poled and finally motored people across for 31 years. The
council has offered the crews a contract for evening trips in the summer months, he said, but no price has been named.

<h2>What comes next</h2>

<ul>
<li>The lamps on the parapet will burn until midnight; the council will decide in spring whether to keep them.</li>
<li>The footway on the western ramp is to be levelled for wheelchairs by the end of the year.</li>
<li>A first inspection by the new masons is set for March, when the river is highest.</li>
</ul>

A book with drawings of every numbered stone can be read in the town library and <a
href="https://example.org/tanners-bridge">on its website</a>.
""",
        tags=("Bridges", "Heritage", "Tigris", "Cizre"),
        lead=Use("bridge_dusk"),
        inline=(
            Use(
                "harbour_cranes",
                (
                    "The ferries that carried schoolchildren across while the bridge was closed were bought "
                    "second-hand from a northern harbour."
                ),
                "Harbour cranes in fog and a small ferry on still water.",
            ),
        ),
        changes=(
            Change(
                kind="correction",
                age=1.1,
                edits=(
                    Edit(
                        "body",
                        "The Tanners’ Bridge has four arches and is 118 metres long.",
                        "The Tanners’ Bridge has four arches and is 138 metres long.",
                    ),
                ),
                note=(
                    "An earlier version of this story gave the length of the bridge as 118 metres. It is 138 metres "
                    "long; the shorter figure leaves out the ramps."
                ),
            ),
        ),
        publisher="chief",
    ),
    Story(
        key="bread",
        language="en",
        section="economy",
        age=7.5,
        headline="A heavier loaf for the same price: Raqqa’s bakers settle a quarrel over scales",
        standfirst=(
            "Forty-one bakeries have agreed to weigh the morning’s first bundle in front of their customers. The "
            "price does not change, the bundle does."
        ),
        dateline="RAQQA",
        bylines=(("nour-safsaf", "by"),),
        text="""
The bakers of Raqqa have ended a dispute that had the city talking for most of the autumn: how much a bundle of bread
weighs.

From this week each of the 41 member bakeries of the city’s bakers’ association hangs a scale beside the counter and
weighs the first bundle of every batch in public. A bundle of seven flat loaves must come to at least 1 050 grams when
it is warm. It had been sold by number, not by weight, and had grown lighter with each rise in the price of flour.

“Nobody cheated,” said Abu Salim al-Furati, who has the oven beside the old clock tower and speaks for the
association. “Everybody shaved. You take away one spoon of dough, and then your neighbour takes away one spoon, and at
the end the children are hungry at ten o’clock.”

<h2>What changes at the counter</h2>

<table>
<tr><th>Bundle of seven</th><th>Average before</th><th>At least from now on</th></tr>
<tr><td>Warm from the oven</td><td>890 g</td><td>1 050 g</td></tr>
<tr><td>After three hours</td><td>830 g</td><td>980 g</td></tr>
<tr><td>Wholemeal</td><td>–</td><td>1 100 g</td></tr>
</table>

The averages were worked out by pupils of the girls’ secondary school in the Mashlab quarter, who bought bread at 30
counters on five mornings as an exercise in statistics and weighed it on the laboratory scale. Their posters were the
first that many customers heard of it.

“We did not want to accuse anyone. We wanted to learn what a median is,” said their teacher, Hiba Nasser. “But it is
easier to learn it with bread.”

The association will not print a list of those who fall short. A baker whose bundle is too light adds an eighth loaf,
on the spot and for nothing. In the first three days that happened 57 times, the association said.

<h2>Flour is still dear</h2>

What the agreement cannot change is the price of flour, which makes up about half the cost of a loaf. A sack of
50 kilograms costs 14 per cent more than a year ago. Two bakeries have joined forces to buy a load at a time from the
mill in Amuda, and five more have asked to be let in.

Some customers remain to be convinced. “I do not need a scale,” said Umm Khaled, who was buying for a household of
nine. “I have been carrying this bag for thirty years. My arm knows.”

On her arm’s reckoning, she added, the bread was heavier.
""",
        slug="raqqa-bread-scales",
        tags=("Bread", "Prices", "Raqqa"),
        lead=Use("bakery_oven"),
        changes=(
            Change(
                kind="update",
                age=2.0,
                edits=(
                    Edit(
                        "body",
                        "In the first three days that happened 57 times, the association said.",
                        (
                            "In the first three days that happened 57 times, the association said; a day later the "
                            "count stood at 61."
                        ),
                    ),
                ),
                note="Adds the association’s newest count.",
            ),
        ),
    ),
    Story(
        key="dam-en",
        language="en",
        section="environment",
        age=11.0,
        headline="Dukan’s reservoir is lower than it should be, but not for the reason most people give",
        standfirst=(
            "A dry year explains a third of the fall. The rest is a matter of when the water is let go, and for "
            "whom, an engineer’s notebook suggests."
        ),
        kicker="Analysis",
        dateline="DUKAN",
        bylines=(("sirwan-hewri", "by"), ("zelal-ciyager", "translation")),
        text="""
Every autumn the rock around the lake of Dukan shows how the year has been. A pale band marks where the water stood in
May; this year it is as tall as a two-storey house.

“People look at the band and say: it did not rain,” said Hêmin Bêxalî, who read the gauges here for 26 years and has
kept a notebook of his own since he retired. “That is one third of the truth.”

His figures, which he let Seven Bridges copy, agree with those published by the dam’s operators to within a few
centimetres. Put side by side for three years with much the same rain, they tell a less simple story.

<table>
<tr><th>Year</th><th>Rain, October to May</th><th>Highest level</th><th>Level in mid-November</th></tr>
<tr><td>Two years ago</td><td>612 mm</td><td>503.1 m</td><td>491.8 m</td></tr>
<tr><td>Last year</td><td>598 mm</td><td>502.4 m</td><td>488.9 m</td></tr>
<tr><td>This year</td><td>571 mm</td><td>501.6 m</td><td>485.3 m</td></tr>
</table>

Rain fell by 7 per cent over the three years. The November level fell by 6.5 metres, which in a lake of this shape
means about a quarter of what can be used.

<h2>Three things happen in July</h2>

The notebook shows that the difference is made in ten weeks of summer. Three demands then fall together: towns
downstream pump more for drinking water, the plain is sown with a second crop of vegetables, and the turbines are
asked for power in the evening, when everybody switches on the cooling.

None of the three is foolish, Bêxalî said. But no one adds them up. “Each comes with a letter. Each letter is right.
The lake cannot read.”

The second crop is the newest of them. Ten years ago cucumbers and tomatoes were grown in summer on some
9 000 hectares of the plain; according to the agricultural faculty in Sulaymaniyah it is now nearer 21 000.

<h2>What could be done with a calendar</h2>

Engineers at the faculty have proposed a calendar on one sheet of paper: each user says in April how much water is
wanted in which week, and the sum is published. It binds nobody. Its authors think that to see the sum would be enough
to move a third of the evening’s power to other hours and some of the planting by a fortnight.

A trial with eleven villages below the dam begins in spring. The villages’ speaker, Perwîn Qeredaxî, who grows
cucumbers herself, put it like this: “I do not mind waiting two weeks. I mind being the only one who waits.”

Rain is still welcome. The first storm of the season raised the lake by four centimetres.
""",
        slug="dukan-reservoir-level",
        genre="analysis",
        tags=("Water", "Dukan", "Dams"),
        lead=Use("dam_reservoir"),
        translation_of="dam",
        changes=(
            Change(
                kind="clarification",
                age=4.5,
                edits=(
                    Edit(
                        "body",
                        "about a quarter of what can be used.",
                        "about a quarter of what can be used for power and irrigation.",
                    ),
                ),
                note=(
                    "This story has been changed to make clear that “about a quarter” refers to the water that can "
                    "be used for power and irrigation, not to the whole lake."
                ),
            ),
        ),
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="solar",
        language="en",
        section="economy",
        age=27.0,
        headline="The village that reads its meter aloud",
        standfirst=(
            "Sixty households above Akre bought a hillside of solar panels together. What keeps them together is "
            "not the sun but a Friday meeting with a loudspeaker."
        ),
        kicker="Reportage",
        dateline="AKRE",
        bylines=(("upland-wire", "by"),),
        text="""
On Fridays after the noon meal Xalid Spîndarî climbs on to the roof of the school, switches on the loudspeaker and
reads out numbers. First what the panels gave in the week, then what each of the sixty houses took, by house number
and not by name. It takes eleven minutes. Nobody leaves.

“In the beginning people were ashamed,” said Spîndarî, who is 34 and teaches physics. “House 22 had left a heater on
for the goats. Everybody knows who house 22 is.” He paused. “It is my house.”

<h2>A hill nobody wanted</h2>

The slope faces south and grows nothing but thistels. It belonged to eleven families who had never managed to divide
it. Three years ago they put it into a co-operative as their share; the other 49 households paid in cash, in four
instalments, or in days of work. A day of work was counted as much for a woman with a shovel as for a man with a
welding machine, which took, by all accounts, the longest meeting in the history of the village.

There are now 412 panels on the hill, good for 180 kilowatts on a clear noon, and a shed with batteries that carry the
houses through most of the night. The private generator, whose owner had sold power by the ampere, is still there. Its
owner, Hecî Tehsîn, is a member of the co-operative and looks after the batteries.

“I was the only one who knew where every cable was,” he said. “They could fight me or they could hire me.”

{quote:generator}

<h2>The rules on the wall</h2>

They hang in the grocer’s shop, on one sheet:

<ol>
<li>The school, the clinic and the water pump come first.</li>
<li>Washing machines run when the sun shines.</li>
<li>Who will be away says so, and lends the share to a neighbour.</li>
<li>Numbers are read aloud on Friday. Nobody comments until all have been read.</li>
</ol>

The fourth rule is the important one, said Nazdar Gelî, the treasurer. In the first summer there were three quarrels,
all about guesses. Since the meeting was moved next to the loudspeaker there have been none, “or none about
electricity”.

The sum each house pays is about two thirds of what the generator used to cost. A tenth of it goes into a tin – an
account, these days, but they call it the tin – for new batteries, which will be due in six or seven years.

<h2>Visitors</h2>

Delegations have begun to come, from villages as far as Soran. They photograph the panels. Spîndarî asks them to come
on a Friday instead.

“The panels you can buy,” he said. “Bring a chair, sit down, and listen to eleven minutes of numbers. If your village
can do that, you can have electricity.”
""",
        source="Upland Wire",
        source_url="https://example.org/upland",
        genre="reportage",
        tags=("Solar power", "Co-operatives", "Akre", "Villages"),
        lead=Use("solar_hillside"),
        insets=(
            Quote("generator", "They could fight me or they could hire me.", "Hecî Tehsîn, who used to sell the power"),
        ),
        changes=(Change(kind="typo", age=20.0, edits=(Edit("body", "nothing but thistels", "nothing but thistles"),)),),
    ),
    Story(
        key="football",
        language="en",
        section="sport",
        age=14.5,
        headline="Under new lights, Çem beat their neighbours and the clock",
        standfirst=(
            "The first league match ever played at night in Qamishlo ended 3–2, four minutes after the generator did."
        ),
        dateline="QAMISHLO",
        bylines=(("berfin-kanisar", "by"),),
        text="""
For eighty-six minutes the lights were the news. Then Çem, a goal behind, scored twice in the dusk of the emergency
lamps and beat Newroz Gate 3–2 in the first league match to be played in the evening at Qamishlo’s municipal ground.

Some 2 400 people had come, twice as many as to an ordinary Friday match, and a good part of them looked up rather
than ahead. The four masts, each with twelve lamps, were paid for by a collection among shopkeepers and former
players. They were lit at half past six to a cheer that, the referee said later, he had taken for an early goal.

Newroz Gate settled first. Their winger Alan Tîrêj made it 1–0 after nine minutes with a shot that the Çem goalkeeper
did not see until it had gone past him. “I looked at the ball and I had four shadows,” said Hogir Sêvî. “I did not
know which one should dive.”

<h2>Then it went dark</h2>

Çem levelled through a header by their captain, Dijwar Bagok, and fell behind again ten minutes after the break. In
the 86th minute the generator behind the stand coughed and stopped.

Under the rules the referee may wait half an hour. He did not have to. Two lamps on each mast run from batteries, and
both captains, asked whether they could see the ball, said yes. “I lied,” said the captain of Newroz Gate.

In that half-light, with the crowd holding up telephones along both touchlines, Bagok scored from a corner, and in
added time 19-year-old Miro Xanik, who had been on the pitch for six minutes, ran on to a long pass that neither
defender had seen leave the ground.

The masts came back on with the final whistle.

<h2>Girls’ match next</h2>

The club means to play every second match in the evening. On the next of those evenings the girls’ team, founded two
years ago, opens the programme with its first home match at the ground; until now it had played on the field of the
agricultural school.

“We asked for the lights too,” said its coach, Sozdar Mêrgî. “They offered us the afternoon. We said that we have
school in the afternoon, like everyone else who is sixteen.”

Entry is free for anyone who lends a telephone.
""",
        tags=("Football", "Qamishlo"),
        lead=Use("football_night"),
    ),
    Story(
        key="library",
        language="en",
        section="culture",
        age=33.0,
        headline="Nine thousand books look for readers who can still read them",
        standfirst=(
            "A lending library in Berlin has moved out of a cellar and into a reading room. Its youngest borrowers "
            "come for the comics, and stay for their grandparents’ alphabet."
        ),
        kicker="Diaspora",
        dateline="BERLIN",
        bylines=(("rojda-zinar", "by"),),
        text="""
For twenty-two years the books stood in a cellar in Kreuzberg, in banana boxes, in an order that only Feqî Gundî knew.
When he fill ill last winter, the members of the small association that owns them found that they could not find
anything.

“We looked for the grammar and found the cookery books. We looked for the cookery books and found his lunch,” said
Jiyan Gundî, his daughter, who teaches German to nurses and now runs the library in her evenings.

This month it opened again, in a former piano shop with an arched window and room for 24 readers. The catalogue lists
9 140 titles in Kurmanji, Sorani, Zazaki, Arabic, Turkish, Armenian, Syriac and German. Two thirds were printed in
exile: in Stockholm, Beirut, Yerevan and Bonn, often in a few hundred copies, on paper that is now turning brown.

<h2>By ship and in suitcases</h2>

About half came by post or in the luggage of people who were moving house, emigrating, or clearing a dead relative’s
flat. The rest are landed in parcels at Hamburg: three or four times a year a bookseller in Erbil sends whatever has
been published, and the association pays for the freight with the money it earns from a stall at the street festival.

Nobody knows how many of the books are the last of their kind. Volunteers compare the catalogue with those of larger
libraries; of the first 800 titles they have checked, 61 are to be found nowhere else.

<h2>Three alphabets</h2>

The difficulty is not the shelves. Kurmanji is written in Latin letters here and in Arabic letters there, older books
from Yerevan use Cyrillic, and many of those who grew up in Berlin speak a language that they have never learned to
read.

On Saturdays there is a class for them, and it is full. The text-book is a comic about a stubborn mule. “My
grandmother reads the right-hand side and I read the left-hand side,” said Rûbar, who is eleven. “She is faster, but I
know more German words for mule.”

<blockquote><p>“A library for people who cannot read it is a museum. A class without a library is homework. We want
neither.”</p><p>Jiyan Gundî</p></blockquote>

The reading room is open from Thursday to Sunday. Borrowing is free; the fine for late books is to bring another one.

Feqî Gundî, who is well again, has been given a desk beside the window. He has begun, he said, to write down where
everything used to be.
""",
        tags=("Books", "Diaspora", "Berlin", "Libraries"),
        lead=Use("library_shelves"),
        gallery=(
            Use("harbour_cranes"),
            Use("tape_archive", "The library’s own recordings will be copied by the archive in Sulaymaniyah."),
            Use("rain_street", "Lent to the reading room: a photograph of a rainy evening in Sulaymaniyah."),
        ),
        changes=(Change(kind="typo", age=30.0, edits=(Edit("body", "fill ill last winter", "fell ill last winter"),)),),
    ),
    Story(
        key="clinic",
        language="en",
        section="society",
        age=19.0,
        headline="A clinic on four wheels learns the mountain’s timetable",
        standfirst=(
            "The van that visits 23 villages above Duhok has changed its rounds to suit milking, school and snow. "
            "Attendance has doubled."
        ),
        dateline="DUHOK",
        bylines=(("upland-wire", "by"), ("tara-bawer", "by")),
        byline_line="By {1} in Duhok and {2} in Erbil",
        text="""
When the mobile clinic first drove up into the mountains above Duhok it came at nine in the morning and left at two,
as clinics do. It was very punctual and almost empty.

“At nine they milk. At ten they carry the milk. At noon the children come,” said Dr Şîlan Berwarî, who has been on
board for three years. “We had the best hours in the week for seeing nobody.”

Since spring the white van with the green stripe has kept to another timetable. It arrives in the early afternoon,
stays until after dark, and sleeps in the village. Where it used to see 20 people in a day, it now sees 44 on average,
according to the regional health office, which pays for fuel and staff.

<h2>Not only the sick</h2>

Three in five of those who come have no complaint. They have their blood pressure taken, their children vaccinated, or
their glasses mended: the driver, Ferhad Kêste, turned out to be good with very small screws.

The van carries an ultrasound machine the size of a book. In the first eight months its crew followed 71 pregnancies;
66 of the women gave birth in hospital, because somebody had told them in time when to go down to the town.

<h2>The last four villages</h2>

Above 1 400 metres the road closes with the first heavy snow. For the four highest villages the office has trained a
person in each, among them a shepherd and a retired policeman, to measure, to bandage and to telephone. They have a
cupboard of supplies and a number that is answered at night.

“I have set the legs of sheep for forty years,” said the shepherd, Mam Zubêr. “The doctor says that it is the same
principle, but that I should warn people first.”

The office wants to add a second van next year. It is looking for a dentist who does not get car-sick.
""",
        source="Upland Wire",
        tags=("Health", "Villages", "Duhok"),
        lead=Use("clinic_van"),
        changes=(
            Change(
                kind="update",
                age=6.0,
                edits=(
                    Edit(
                        "body",
                        "The office wants to add a second van next year.",
                        (
                            "The office wants to add a second van next year; a foundation in Duhok promised half of "
                            "its price on the day this story appeared."
                        ),
                    ),
                ),
                note="Adds the promise of money for a second van.",
            ),
        ),
    ),
    Story(
        key="railway",
        language="en",
        section="towns",
        age=46.0,
        headline="Test train takes 52 minutes for a journey that took a morning",
        standfirst=(
            "Passengers may ride from spring. Before that, somebody has to repaint nine stations and find out who "
            "owns the tenth."
        ),
        dateline="NUSAYBIN",
        bylines=(("zelal-ciyager", "by"),),
        text="""
A white and blue diesel train of two carriages ran the length of the restored branch line across the plain west of
Nusaybin this week without stopping, without passengers and, its driver said, without wanting to stop.

“Children ran beside it for as long as they could, and then the next children took over,” said the driver, Bozan
Rêhesin. “I had company for 61 kilometres.”

The journey took 52 minutes. By minibus, with changes, the same distance takes between three and four hours.

<h2>Nine stations and a question</h2>

The line was built a century ago and has not carried passengers on this stretch for 29 years. Eleven kilometres of
rail had to be laid anew; elsewhere it was enough to change the sleepers and to clear the track of thorn.

Nine of the ten stations belong to the railway and are to be repainted by the end of winter. The tenth, a waiting room
with a walnut tree, has been lived in since the trains stopped coming by the family of its last signalman. They have
receipts for having mended the roof four times.

“We are not against the train,” said Besra Makasçî, his granddaughter. “We have the only house in the province with a
platform. We only want to know whether it is our roof.”

A mediator has been appointed. The railway has let it be known that it would not object to a signalman.

<h2>Fares to follow</h2>

There are to be five trains a day in each direction. A level crossing near the cotton mill, where the road bends, will
be given barriers before the first of them runs, after teachers at a nearby school had asked for it in a letter signed
by 184 parents.
""",
        tags=("Railway", "Transport", "Nusaybin"),
        lead=Use("railway_plain"),
        changes=(
            Change(
                kind="clarification",
                age=40.0,
                edits=(
                    Edit(
                        "body",
                        (
                            "The line was built a century ago and has not carried passengers on this stretch for 29 "
                            "years."
                        ),
                        (
                            "The line was built a century ago; the branch has not carried passengers for 29 years, "
                            "while the main line was never closed."
                        ),
                    ),
                ),
                note=(
                    "An earlier version of this story could be read to mean that no passenger trains ran in the "
                    "region for 29 years. Only this branch was closed; trains on the main line never stopped."
                ),
            ),
        ),
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="festival",
        language="en",
        section="culture",
        age=62.0,
        headline="Forty chairs, eleven films and one very large bedsheet",
        standfirst=(
            "The courtyard festival in Diyarbakır’s old town has no red carpet. It has something better: an "
            "audience that argues."
        ),
        kicker="Film",
        dateline="DIYARBAKIR",
        bylines=(("rojda-zinar", "by"),),
        text="""
The screen is a bedsheet, or was one. It has been sewn to three others, bleached, and hemmed with the kind of stitches
that are meant to be seen. When the wind comes down the lane it breathes, and the actors seem to breathe with it.

The courtyard festival in the old town of Diyarbakır is in its sixth year. It shows eleven films on four nights to
anyone who finds one of forty chairs, or a piece of wall. There is no jury. After each film the bulbs go on and the
audience discusses whether it was any good, for exactly as long as the film lasted, or until the neighbours object.

<h2>A mule, a well, a missing word</h2>

The best of this year’s films is the shortest. “Twelve Words for Rain”, by Sema Dêrikî, follows a student who goes
from house to house in search of a word that her late grandmother used. Nobody knows it. Everybody offers another.
Nothing happens for nineteen minutes, and at the end one would not give up any of them.

“The Well at Kilometre Nine”, by Aram Çelo, is more ambitious and less sure of itself. Its first half, in which two
brothers dig while a third gives advice, is as funny as anything one will see on a bedsheet. Then it remembers that it
has a message. In the discussion a man in the second row told the director so; the director agreed; the man
apologised; it took forty minutes and was the best scene of the night.

<h2>What the wall saw</h2>

Of the documentaries, “Ledger” stays in the mind: the account books of a village shop, read aloud by the shopkeeper’s
four children, who discover on camera that everyone had been in debt to everyone.

It is easy to be charmed by a festival that serves tea. This one deserves to be taken at its word: it wants to be a
place where films are answered. The lights go on, people get up, and somebody always begins with “Yes, but”.

The festival goes on until the end of the week. Bring a cushion.
""",
        genre="review",
        tags=("Film", "Festivals", "Diyarbakır"),
        lead=Use("open_air_cinema"),
    ),
    Story(
        key="bazaar",
        language="en",
        section="towns",
        age=75.0,
        headline="The bazaar gets its light back, one round hole at a time",
        standfirst=(
            "Restorers in Erbil are opening 117 skylights that were bricked up two generations ago. Traders have "
            "learned to dust more often."
        ),
        kicker="Erbil",
        dateline="ERBIL",
        bylines=(("tara-bawer", "by"),),
        text="""
At twenty past nine a disc of sunlight the size of a plate lands on a pile of towels, crosses a display of plastic
sandals and goes out on the opposite wall. The towel seller, Ako Lîwayî, has begun to arrange his stock around it.

“At half past nine I sell white ones,” he said. “They glow.”

The light is new, and it is very old. The vaults of the covered market below Erbil’s citadel were built with round
openings in the crown, to let out the smoke of lamps and let in the day. Most were bricked up in the 1960s, when
electric light came and pigeons were thought the greater evil. A team of the city’s heritage office is opening them
again: 64 of 117 so far.

Each is cleaned by hand from a platform on wheels, which can be moved only at night. The old rims, of fired clay, are
mended where that can be done. A dome of clear glass goes on top, raised on small feet so that warm air escapes; on
the hottest days of last summer it was 4 degrees cooler in the restored lanes than in the others.

Not everyone was in favour. “They told us that light shows the goods,” said Kafya Nanekelî, who sells spices. “It also
shows the dust. I have been here for eighteen years and I had no idea.”

The last skylight is to be opened in eighteen months. It lies above the goldsmiths, who have asked for it to be kept
for the end.
""",
        tags=("Erbil", "Heritage", "Markets"),
        lead=Use("bazaar_light"),
        gallery=(
            Use("citadel_mound"),
            Use("rain_street", "Rain, which the traders feared more than the dust. The domes have kept it out so far."),
            Use("open_air_cinema", "On summer nights films are shown in the courtyard behind the goldsmiths’ lane."),
        ),
    ),
    Story(
        key="chamber",
        language="en",
        section="society",
        age=88.0,
        headline="Engineers’ chamber in Qamishlo elects its first woman as chair",
        standfirst="Turnout rose to 71 per cent after polling was moved to a weekend.",
        kicker="Brief",
        dateline="QAMISHLO",
        bylines=(("seven-bridges", "by"),),
        text="""
Civil engineer Xecê Berazî has been elected chair of the chamber of engineers in Qamishlo, the first woman to hold the
office since the chamber was founded.

She received 418 of 803 valid votes. Two other candidates stood:

<table>
<tr><th>Candidate</th><th>Field</th><th>Votes</th></tr>
<tr><td>Xecê Berazî</td><td>Civil engineering</td><td>418</td></tr>
<tr><td>Gabriel Dolabani</td><td>Electrical engineering</td><td>267</td></tr>
<tr><td>Mahmud Sehel</td><td>Agricultural engineering</td><td>118</td></tr>
</table>

Turnout was 71 per cent, against 48 per cent four years ago. Polling had been moved to a weekend so that members
working on sites outside the city could take part.

Berazî said that she would begin with the fee for young members, which is to be halved, and with a public list of
buildings that the chamber has inspected.
""",
        tags=("Elections", "Professions", "Qamishlo"),
    ),
    Story(
        key="rain",
        language="en",
        section="environment",
        age=15.2,
        headline="First storm of the season brings 38 millimetres of rain to Sulaymaniyah",
        standfirst="Two underpasses were closed for an hour. Farmers had been waiting for seven weeks.",
        kicker="Weather",
        dateline="SULAYMANIYAH",
        bylines=(("seven-bridges", "by"), ("sirwan-hewri", "reporting")),
        text="""
The first real storm of the season brought 38 millimetres of rain to Sulaymaniyah in nine hours, the city’s weather
station said this morning.

Two underpasses on the ring road were closed for about an hour while the drains were cleared of leaves. The fire
brigade answered 14 calls, most of them to flooded cellars; nobody was hurt.

On the Sharazur plain, where winter wheat had been sown into dry soil, farmers spoke of relief. “For seven weeks I
looked at the sky more than at my telephone,” said Kawe Goran, who has 12 hectares near Halabja.

More showers are expected tonight. Above 1 600 metres they may fall as snow.
""",
        tags=("Weather", "Sulaymaniyah", "Water"),
        lead=Use("rain_street"),
        draft=(Edit("body", "More showers are expected tonight.", "More showers are expected tonight and tomorrow."),),
    ),
    Story(
        key="snow",
        language="en",
        section="environment",
        age=9.4,
        headline="Three days of snow close the upper road; the school moves to the radio",
        standfirst="A teacher above Çatak reads the lessons aloud until the plough gets through.",
        kicker="Brief",
        dateline="ÇATAK",
        bylines=(("upland-wire", "by"),),
        text="""
After three days of snow the road to five villages above Çatak is closed from the second hairpin bend upwards. In
places the snow lies 1.6 metres deep, the provincial road service said. Its plough is expected to reach the first
village tomorrow.

Nobody is in difficulty, said the headman of the highest, Xalê Remo. “We have flour, wood and a cow. We are short of
visitors.”

The primary school has moved to the radio. At nine each morning the teacher, Gulîzar Serhatî, reads the lessons on the
frequency that the shepherds use, in eight-minute portions; pupils report by the names of their houses. “The
arithmetic works,” she said. “The singing works better than in the classroom.”

{embed:plough}

A pregnant woman was brought down to the town before the storm.
""",
        source="Upland Wire",
        slug="catak-snow-radio-school",
        tags=("Weather", "Snow", "Schools"),
        lead=Use("village_snow"),
        insets=(
            Embed(
                "plough",
                "https://bsky.app/profile/upland-roads.example/post/3kyplough2bend",
                "The plough at the second hairpin bend, filmed from the cab",
                "Upland road service",
            ),
        ),
    ),
    Story(
        key="corrections",
        language="en",
        section="society",
        age=51.0,
        headline="In praise of the smallest column on the page",
        standfirst=(
            "Readers who write to say that we are wrong do more for this agency than those who write to say that we "
            "are right."
        ),
        kicker="Opinion",
        bylines=(("leyla-rewi", "by"),),
        text="""
Last week a reader in Mardin wrote to tell us that a walnut tree in one of our stories was a mulberry. She enclosed a
leaf.

I have been an editor for nineteen years, and I should like to say that I was pleased. I was not. I looked at the
leaf, and at our photograph, and hoped for some minutes that she was mistaken. Then I wrote the correction. It took
two sentences, and when it stood there I was pleased after all.

A newspaper makes mistakes for the same reason that a kitchen makes smoke. One can open the window, or one can tell
the guests that what they smell is not there. I have worked in houses of both kinds. In the second the guests stay
polite, and they stop coming.

<h2>What we promise</h2>

So here is how we go about it at Seven Bridges. It is not complicated.

<ul>
<li>A spelling mistake is mended quietly. Life is short.</li>
<li>If we learn more, we say that the story has been updated, and when.</li>
<li>If we were unclear, we say what we meant.</li>
<li>If we were wrong, we say what was wrong and what is right, in the story itself, for as long as the story
stands.</li>
<li>If a whole story was wrong, we say that too. It has happened once this year. It concerned a melon.</li>
</ul>

None of this makes us honest. It only makes it easier to find out if we are not.

<h2>The leaf</h2>

There is a kind of letter that every desk knows: it is long, it is angry, and at the end it turns out that the writer
wanted the world to be different. I answer those as well as I can.

The letters I keep are short. “The bus is number 7, not 9. I drive it.” “You have my aunt’s name right and her age
wrong; she asks you to leave it.” “It is a mulberry.” They come from people who know one thing better than we do, and
who think that it would be a pity if others did not.

That is a newspaper’s whole trade, done by hand and for nothing. The leaf is pinned above my desk. Please go on
writing.
""",
        genre="opinion",
        tags=("Journalism", "Letters"),
        writer="chief",
    ),
    Story(
        key="mill",
        language="en",
        section="economy",
        age=112.0,
        headline="Amuda’s mill turns again, and this time the farmers own the stones",
        standfirst=(
            "Two hundred and six growers share a building that stood empty for eight years. The flour goes no "
            "farther than a lorry can drive before lunch."
        ),
        dateline="AMUDA",
        bylines=(("berfin-kanisar", "by"), ("nour-safsaf", "additional")),
        text="""
The first sack of flour came off the belt a little after six in the morning, and 206 owners wanted to put a hand in
it.

The mill on the northern edge of Amuda had stood empty for eight years. It belongs now to the growers of the
surrounding villages, who paid for it in wheat: twelve sacks for a share, and no one may hold more than four.

“My grandfather sold wheat and bought flour. My father sold wheat and bought flour,” said Cemîla Tirbespî, who chairs
the co-operative and farms 9 hectares. “Somebody in between was doing well. We thought that it could be us.”

<h2>Old stones, new sieve</h2>

Of the machines that were left behind, the two pairs of millstones and the wooden hopper are still in use. The motor,
the sieve and the scale are new. On a good day the mill takes 14 tonnes, about a tenth of what the district’s rain-fed
fields give in an average year.

The harvest this summer was middling: 1.1 tonnes a hectare, by the co-operative’s own count, after 0.6 the year before
and 1.7 the year before that.

{photo:bakery_oven}

Flour is sold to bakeries in Amuda, Qamishlo and Hasakah, and, since the summer, to two in Raqqa, which is as far as
the lorry can go and be back before the heat.

<h2>Bran for the sheep</h2>

What is left after milling turned out to be the best business of all. Shepherds queue for the bran, and pay in
advance. “We did not plan for sheep,” said the miller, Yeqûb Denho, who worked here as a boy and is the only one who
can dress the stones. “The sheep planned for us.”

He is teaching two apprentices to do it. One of them, Şevîn Derik, had been studying pharmacy. “It is the same,” she
said. “You grind, you weigh, you write it down.”

Profits of the first season, should there be any, will go towards a roof for the queue.
""",
        tags=("Wheat", "Co-operatives", "Amuda", "Bread"),
        lead=Use("wheat_harvest"),
        inline=(Use("bakery_oven", "Two bakeries in Raqqa take the mill’s flour."),),
    ),
    Story(
        key="bees-en",
        language="en",
        section="environment",
        age=139.0,
        headline="In Afrin’s meadows the bees come first and the tractors wait",
        standfirst=(
            "Beekeepers and fruit growers have agreed on eleven days in spring on which nobody sprays. It took one "
            "map and a great deal of coffee."
        ),
        dateline="AFRIN",
        bylines=(("nour-safsaf", "by"), ("zelal-ciyager", "translation")),
        text="""
The map hangs in a coffee house and has been corrected so often that it is more pencil than paper. Green is for
almonds, pink for apricots, yellow for the hives. Where the colours touch there is a telephone number.

With its help 64 beekeepers and some 300 fruit growers around Afrin have got through a whole spring without the
quarrel that used to follow the blossom as surely as the fruit. On eleven days, fixed each year when the first almond
flowers open, nobody sprays.

“Before, I lost a third of my colonies in a bad week,” said Hanan Kafri, who has 90 hives. “I knew who had sprayed. He
knew that I knew. We both have daughters in the same class.” This spring she lost four colonies of 90.

For the growers it was a bet. Waiting means more aphids. But a field trial by the district’s agricultural school found
that trees within 400 metres of a hive set 22 per cent more fruit, and that is a figure which can be explained to a
brother-in-law.

Honey from the spring flow has been sold. The price is what it was last year; there is more of it.

The map will be drawn afresh in winter. Somebody has proposed doing it on a computer. The coffee house is against it.
""",
        tags=("Bees", "Farming", "Afrin"),
        lead=Use("bee_hives", credit="Handout/Afrin Beekeepers’ Circle"),
        translation_of="bees",
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="archive-en",
        language="en",
        section="culture",
        age=98.0,
        headline="Eleven hundred tapes, forty ways to say butterfly",
        standfirst=(
            "For half a century a teacher recorded how people speak in the valleys around Sulaymaniyah. Now "
            "students are listening, and finding their own families."
        ),
        kicker="Reportage",
        dateline="SULAYMANIYAH",
        bylines=(("sirwan-hewri", "by"), ("zelal-ciyager", "translation")),
        text="""
The voice on the tape belongs to a woman who was born before there was a road. She has been asked what one calls the
animal that sits on flowers and has coloured wings. She laughs for quite a while. Then she says a word that no one in
the room has ever heard.

“Stop,” said Şahîn Mergeyî, and wrote it on the board. It was the thirty-first.

The dialect archive of Sulaymaniyah takes up two rooms over a stationer’s shop. It holds 1 104 reels of tape, recorded
between 1961 and 2009 by a village teacher, Mamosta Nadir, who went from valley to valley in his holidays with a
machine that weighed 16 kilograms. He asked everyone the same 240 questions: what they called the butterfly, the
icicle, the day after tomorrow, a person who comes uninvited.

<h2>Four minutes an hour</h2>

He died with most of the answers unheard. Since last autumn nineteen students have been playing the reels, one after
another, on three old recorders that a retired radio technician keeps alive with parts from a fourth. An hour of tape
takes a working day: most of it is tea, children and dogs, and the four minutes in between must be written down
exactly.

So far 212 reels have been done. The students have found forty words for butterfly, three for a debt that one does not
mean to collect, and one for the silence after a guest has left.

<h2>“That is my grandmother”</h2>

What nobody had planned for are the families. Word has got round, and on Thursdays people climb the stairs to ask
whether their village is there. One man, a taxi driver, listened for twenty minutes to his grandmother explaining how
to mend a sieve. He had never heard her speak: she died before he was born.

“He asked for a copy, and I said of course,” said Mergeyî. “Then he asked whether he could also have the dog.”

Every recording is to be put on the web, if the families agree. A first list of words is to be had <a
href="https://example.org/butterfly">already</a>. The section on uninvited guests is the longest.
""",
        genre="reportage",
        tags=("Languages", "Archives", "Sulaymaniyah"),
        lead=Use("tape_archive"),
        translation_of="archive",
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="melon",
        language="en",
        section="economy",
        age=720.0,
        headline="Grower near Derik weighs in a melon of 61 kilograms",
        standfirst="The family has invited the village.",
        dateline="DERIK",
        bylines=(("seven-bridges", "by"),),
        text="""
A watermelon grown on a field near Derik has been weighed at 61 kilograms, more than any other that the district’s
growers can remember.

“It took three of us and a door,” said the grower, Evdo Xerzî, who carried it to the weighbridge of the grain store.
He had given it no more water than the others, he said, but had “spoken to it”.

The melon is to be cut at the weekend. The seeds will be shared out among the neighbours.
""",
        tags=("Farming", "Corrections"),
        changes=(
            Change(
                kind="retraction",
                age=690.0,
                edits=(
                    Edit(
                        "body",
                        ("The melon is to be cut at the weekend. The seeds will be shared out among the neighbours."),
                        "The melon was cut at the weekend.",
                    ),
                ),
                note=(
                    "Seven Bridges has retracted this story. The weighbridge of the grain store had not been set to "
                    "zero and shows 43 kilograms when it is empty. The melon weighed about 18 kilograms. We should "
                    "have asked."
                ),
            ),
        ),
    ),
    Story(
        key="chess",
        language="en",
        section="sport",
        age=170.0,
        headline="Fifteen-year-old from Kobane wins the schools’ chess cup",
        standfirst="The final lasted four hours and ended with a pawn.",
        dateline="KOBANE",
        bylines=(("seven-bridges", "by"),),
        text="""
A fifteen-year-old pupil from Kobane has won the regional schools’ chess cup after a final of more than four hours.

The deciding game went to the 71st move. Both players had less than a minute left on the clock when a pawn reached the
eighth rank.

Seventy-two pupils from eleven schools took part. Two appeals over the clocks had been lodged when the games ended.
""",
        tags=("Chess", "Schools"),
        state="withdrawn",
        reason=(
            "This story reported the result of a school chess tournament before the appeals had been heard. We will "
            "report again when the organisers have decided."
        ),
        withdrawn_age=150.0,
    ),
    Story(
        key="excavation",
        language="en",
        section="culture",
        age=5.5,
        headline="A storehouse with nine doors, and beans still on the floor",
        standfirst=(
            "On a low mound north of Hasakah archaeologists have found what a village kept for bad years. It says "
            "something about who was trusted with the key."
        ),
        kicker="Archaeology",
        dateline="HASAKAH",
        bylines=(("berfin-kanisar", "by"),),
        text="""
Somebody swept the floor of the ninth room in a hurry, some four thousand years ago, and missed a corner. There the
beans still lie.

“There are three hundred and seventeen,” said Dr Maryam Tell, who directs the excavation on a low mound north of
Hasakah. “We have counted them more often than anybody needs to.”

The storehouse came to light this autumn, under a layer of ash from some later and quite peaceful brick kiln. It has
nine rooms in a row, each with a door of its own to the same yard, and no door from one room to the next.

<h2>Nine keys</h2>

Such rooms usually belong to a palace or a temple, and have one entrance with a guard. Here, the team thinks, nine
families each had a room and could see what the others carried in and out. Lumps of clay with the prints of nine
different seals were found in the yard.

“It is a bank with glass walls,” said Tell. “Nobody needs to trust anyone, because everyone can see.”

Not all colleagues are convinced. The rooms could also have been used one after another, said Sargon Orom, who has dug
on the neighbouring mound for many years and was shown the plans. “Nine seals do not make nine families. I own three
rubber stamps myself.”

The beans have gone to a laboratory to be dated. The trench will be covered with earth before the winter rain, which
has kept it safe for so long.
""",
        tags=("Archaeology", "Hasakah", "Heritage"),
        lead=Use("excavation_trench", credit="Handout/Mound survey"),
        state="scheduled",
        due=20.0,
    ),
    Story(
        key="olives",
        language="en",
        section="economy",
        age=16.0,
        headline="Small fruit, good oil: the olive harvest begins below Jindires",
        standfirst="Growers expect less than last year and hope to be paid more for it.",
        dateline="JINDIRES",
        bylines=(("berfin-kanisar", "by"),),
        text="""
The sheets are spread and the ladders are out: in the groves below Jindires the olive harvest has begun, a week later
than usual.

The fruit is small after a dry spring. Growers expect about 30 per cent less than last year.

The oil is the finest in the country, and whoever has tasted it will never buy another.

At the presses a litre costs more than it did.
""",
        tags=("Olives", "Farming"),
        lead=Use("olive_grove"),
        state="sent_back",
        reason=(
            "Good reporting. We need a second source for the yield, and the price per litre must say whether it is "
            "at the press or in the shop. The third paragraph reads like an advertisement."
        ),
    ),
    Story(
        key="term",
        language="en",
        section="society",
        age=2.3,
        headline="After eleven years, Girkê Legê’s school gets its second floor",
        standfirst="Lessons in shifts are over: all 640 pupils can come in the morning.",
        dateline="GIRKÊ LEGÊ",
        bylines=(("berfin-kanisar", "by"),),
        text="""
When the bell rang for the first lesson after the autumn break, all 640 pupils of the school in Girkê Legê were in the
building at the same time. It had not happened for eleven years.

Since a storm took the roof off the upper floor, lessons had been held in two shifts, the younger children in the
morning, the older ones from one o’clock. Parents with children in both had, in the words of one mother, “lunch from
eleven to three”.

The new floor has eight classrooms. It was built with money from former pupils abroad, who were sent a photograph of
the old class-room door and asked what they remembered.

“Everybody remembered who had kicked it,” said the headmaster, Silêman Çolî. “It was a different person each time.”

The old door has been hung in the entrance hall.
""",
        tags=("Schools",),
        lead=Use("school_yard"),
        state="submitted",
    ),
    Story(
        key="marathon",
        language="en",
        section="sport",
        age=1.9,
        headline="Erbil’s half-marathon to pass below the citadel",
        dateline="ERBIL",
        bylines=(("berfin-kanisar", "by"), ("tara-bawer", "reporting")),
        text="""
The route of Erbil’s half-marathon has been changed: for the first time the last kilometre leads around the citadel.

Some 1 900 runners have entered. The organisers expect more on the day.
""",
        tags=("Running", "Erbil"),
        lead=Use("citadel_mound"),
        state="writing",
    ),
    Story(
        key="buses",
        language="en",
        section="society",
        age=4.0,
        state="assigned",
        brief="School buses: who pays for winter tyres? 400 words, with the drivers’ side of it",
        deadline=30.0,
        needs_photo=True,
    ),
    Story(
        key="climbing-en",
        language="en",
        section="sport",
        age=37.5,
        headline="In Rawanduz a woman of 67 ties the first knot",
        standfirst=(
            "The climbing club has 32 members, nine new routes and one rule above all others: nobody goes up before "
            "tea."
        ),
        dateline="RAWANDUZ",
        bylines=(("tara-bawer", "by"), ("zelal-ciyager", "translation")),
        text="""
Nesrîn Badîn is 67, and her hands still close like a vice. She ties the rope to the belt of a pupil of fifteen, pulls
once, pulls again, and says: “Now you may be frightened.”

The climbing club of Rawanduz was founded five years ago by four people. It has 32 members today, fourteen of them
girls. They have opened nine new routes on the wall of the gorge, from easy to severe, and named them after wild
herbs.

<h2>From goats to ropes</h2>

As a child Nesrîn led goats over the same ledges. “A goat is a good teacher,” she said. “Where it will not go, do not
go.” When the young people came with ropes and helmets she watched from below and shouted that they had the line
wrong. They had.

She has looked after safety ever since. The club’s record so far is three sprained ankles and one broken arm, and that
was at football.

<h2>The rules</h2>

<ol>
<li>Before a climb we drink tea and look at the sky.</li>
<li>Whoever says no is not asked why.</li>
<li>Whoever dislodges a stone does the washing-up.</li>
</ol>

Next spring the club means to hold the first contest between the towns. Nesrîn will not take part. “I have beaten all
of you already,” she said. “Only nobody had a watch.”
""",
        tags=("Climbing", "Rawanduz"),
        lead=Use(
            "village_snow",
            ("Archive picture: a village above Çatak. When it snows like this, the climbers train indoors."),
        ),
        translation_of="climbing",
        writer="editor",
        publisher="chief",
    ),
    Story(
        key="water",
        language="en",
        section="society",
        age=13.0,
        headline="Derik’s upper quarter will be without water on Thursday night",
        standfirst="A valve from 1974 is being replaced. The public fountain at the bakery stays open.",
        kicker="Brief",
        dateline="DERIK",
        bylines=(("seven-bridges", "by"),),
        text="""
The water will be turned off in the upper quarter of Derik from ten on Thursday evening until five the next morning,
the town’s waterworks said.

A valve below the old reservoir, put in in 1974, no longer closes. Its place is taken by a new one, for which the pit
has been dug already. Some 900 households should fill a bucket or two; the fountain beside the bakery hangs on another
pipe and stays open all night.

“It is seven hours of work for three people and one lamp,” said the foreman, Şêxmûs Avdar. Should it rain hard, the
work is put off by a day.
""",
        tags=("Water", "Derik"),
        due=62.0,
        reason="This was a notice about one night, which is over. The new valve holds.",
    ),
    Story(
        key="scales",
        language="en",
        section="economy",
        age=2.6,
        headline="Two sets of books, one set of scales: what the grain store wrote down",
        standfirst=(
            "Weighing slips of three harvests show that farmers at one store were paid for less than they brought. "
            "The store’s own figures agree."
        ),
        kicker="Our own inquiry",
        dateline="HASAKAH",
        bylines=(("nour-safsaf", "by"),),
        text="""
Over three harvests a grain store on the plain paid farmers for about 2 per cent less wheat than its scales had
weighed. This follows from 1 140 weighing slips that Seven Bridges has seen, and from the store’s own monthly lists.

The slips were kept by 38 families, in tins, in a Bible, in the sleeve of a record. Each bears a time, a number and a
weight; the lists that the store sent to its board bear the same times and numbers, and mostly a smaller weight.

“I thought I was bad at sums,” said one of the farmers. “Then I saw that my neighbour was bad at the same sums.”

The manager of the store, to whom we put the figures a week ago, spoke of dust and moisture, for which a deduction is
usual. The slips show it on a line of its own. He has asked for time to ask his board, which meets tomorrow morning;
we have agreed not to publish before.
""",
        tags=("Farming", "Markets", "Hasakah"),
        lead=Use("wheat_harvest"),
        state="approved",
        embargo=Embargo(19.0, "Agreed with the store’s board, which answers at its meeting tomorrow morning."),
        protection=Protection("nour-safsaf", "seven-bridges", ("chief", "editor")),
        publisher="chief",
    ),
    Story(
        key="weighbridge",
        language="en",
        section="towns",
        age=21.0,
        headline="Council to auction the old weighbridge house",
        dateline="AMUDA",
        bylines=(("berfin-kanisar", "by"),),
        text="""
The town council of Amuda is to auction the weighbridge house at the eastern gate, according to the agenda of its
meeting on Wednesday.

Two bidders are said to be interested, one of whom wants to sell ice-cream there.
""",
        tags=("Heritage",),
        state="killed",
        reason="The item was struck off the agenda this morning: nobody had asked who owns the house. It is not us.",
    ),
    Story(
        key="referees",
        language="en",
        section="sport",
        age=64.0,
        headline="Retired referees in Kirkuk offer whistle lessons to anyone over twelve",
        standfirst="The region’s youth leagues are 90 match officials short. Eleven old hands want to change that.",
        kicker="Brief",
        dateline="KIRKUK",
        bylines=(("seven-bridges", "by"),),
        text="""
Eleven retired referees in Kirkuk have begun to train young people as match officials, because the region’s youth
leagues are about 90 short.

The course takes six Saturdays and is free of charge. It begins with running backwards and ends with a match between
two teams of parents, which the organisers regard as the hardest test.

“Offside can be learned in an afternoon,” said Behzad Qesab, who refereed for 24 years. “It takes five weeks to learn
not to explain it.”

Forty-three people have signed up, among them nineteen girls. A second course is planned for spring.
""",
        tags=("Football", "Schools"),
    ),
]
