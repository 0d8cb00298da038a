"""What the demonstration's desk still has before it: stubs, plans for what is being written, and its fronts."""

from newsroom.demo.content.shapes import Front, Plan, Stub

STUBS = [
    Stub(
        brief="Who looks after the footbridge? Ask the town, the builders and the toll man’s son",
        section="society",
        deadline=5,
        day=0,
        words=600,
        needs_photo=True,
    ),
    Stub(
        brief="Walnut harvest in the hills: prices at the gate and in town",
        section="economy",
        deadline=-3,
        day=0,
        words=450,
    ),
    Stub(
        brief="Portrait: the man who tunes every tenbûr in the bazaar",
        section="culture",
        deadline=47,
        day=2,
        words=900,
        needs_photo=True,
    ),
    Stub(
        brief="Referees’ course, second week: have the whistles changed anything?",
        section="sport",
        deadline=70,
        day=3,
        words=400,
        writer="",
    ),
    Stub(
        brief="ماذا بقي من سوق الصابون؟ جولة مع آخر ثلاثة معلّمين",
        section="economy",
        language="ar",
        deadline=26,
        day=1,
        words=700,
        needs_photo=True,
    ),
    Stub(brief="Winter timetable of the night bus: a ride along", section="society", writer="", words=800),
]

# Of stories that are being written.
PLANS = [
    Plan(story="buses", day=1, words=400),
    Plan(story="marathon", day=0, words=350),
    Plan(story="term", day=1, words=500),
]

FRONTS = [
    # The storehouse is placed early: it takes its place when the clock publishes it.
    Front(language="en", stories={0: "bridge", 1: "dam-en", 2: "excavation", 4: "clinic"}),
    Front(language="ar", stories={0: "bridge-ar"}),
    Front(language="en", section="sport", stories={0: "climbing-en"}),
]
