"""The twenty pictures: what is drawn, and what the library says of each."""

from newsroom.demo.content.shapes import Photo

PHOTOS = [
    Photo(
        "bridge_dusk",
        "A four-arched stone bridge over a wide, calm river at dusk, its arches mirrored in the water, lamps lit along "
        "the parapet, a low town with two minarets on the far bank under an orange-to-violet sky.",
        "The old bridge over the Tigris on the first evening it was open to pedestrians again.",
        "A stone bridge of four arches at dusk, its lamps mirrored in a calm river, a low town behind it.",
        "Berfîn Kanîsar/Seven Bridges",
        "Berfîn Kanîsar",
        focal=(0.5, 0.55),
    ),
    Photo(
        "wheat_harvest",
        "A golden wheat field in converging rows, a small red combine harvester working to the right with a plume of "
        "dust and chaff behind it, flat plain, a thin line of blue hills, high pale midday sky.",
        "A combine at work on a rain-fed field outside Amuda.",
        "A red combine harvester raising dust in a wide golden wheat field under a pale sky.",
        "Berfîn Kanîsar/Seven Bridges",
        "Berfîn Kanîsar",
        focal=(0.68, 0.55),
    ),
    Photo(
        "village_snow",
        "A mountain village of flat-roofed stone houses stepped up a slope in deep snow, a few windows lit yellow, "
        "smoke rising straight from chimneys, dark firs, blue early-morning light, steep white peaks behind.",
        "Houses above Çatak on the third morning of snow.",
        "Flat-roofed stone houses in deep snow below white peaks, smoke rising and a few windows lit.",
        "Upland Wire",
        "",
        focal=(0.45, 0.6),
    ),
    Photo(
        "bazaar_light",
        "Inside a vaulted covered bazaar seen along its axis, round openings in the roof throw slanting shafts of "
        "light through dusty air on to stalls with hanging textiles and lamps, silhouettes of a few shoppers.",
        "Morning light in the covered market of Erbil’s lower town.",
        "Shafts of light fall from openings in a vaulted bazaar roof on to stalls and a few shoppers.",
        "Ninos Shamiran/Seven Bridges",
        "Ninos Shamiran",
        focal=(0.5, 0.6),
    ),
    Photo(
        "football_night",
        "A small football ground at night seen from behind one goal: four floodlight masts with haloes, a bright green "
        "striped pitch, tiny players with long crossed shadows, a low dark stand and a deep blue sky.",
        "The municipal ground at Qamishlo under its new lights.",
        "A small floodlit football pitch at night with players seen from behind the goal.",
        "Berfîn Kanîsar/Seven Bridges",
        "Berfîn Kanîsar",
        focal=(0.5, 0.62),
    ),
    Photo(
        "solar_hillside",
        "Rows of dark-blue solar panels stepping up a dry ochre hillside with low scrub, sun glinting on a few of "
        "them, a flat-roofed village in the valley below, a clear morning sky.",
        "The co-operative’s panels on the slope above the village.",
        "Rows of solar panels on a dry hillside above a small village.",
        "Upland Wire",
        "",
        shape="wide",
        focal=(0.6, 0.7),
    ),
    Photo(
        "citadel_mound",
        "A round, steep citadel mound crowned by a continuous wall of brick house fronts with an arched gate, seen "
        "across a square with a fountain and a few palms, warm low sun from the left, birds in the sky.",
        "The citadel of Erbil in the late afternoon.",
        "A walled citadel on a steep round mound in warm low sun, a fountain in the square before it.",
        "Sîrwan Hewrî/Seven Bridges",
        "Sîrwan Hewrî",
        focal=(0.5, 0.5),
    ),
    Photo(
        "library_shelves",
        "A reading room with tall wooden shelves full of many-coloured book spines on both sides receding to a high "
        "arched window, a long table with green lamps in the middle, soft daylight.",
        "The reading room of the diaspora library in Berlin-Kreuzberg.",
        "Tall shelves of books on both sides of a long table with green lamps, an arched window at the end.",
        "Rojda Zînar/Seven Bridges",
        "Rojda Zînar",
        shape="portrait",
        focal=(0.5, 0.5),
    ),
    Photo(
        "rain_street",
        "A city street at evening in heavy rain: wet asphalt mirroring red and yellow shop lights and car lamps, three "
        "figures with umbrellas, blurred façades, slanting rain lines, teal and amber palette.",
        "Rain in the centre of Sulaymaniyah after a dry autumn.",
        "People with umbrellas on a wet street at evening, shop lights mirrored in the asphalt.",
        "Ninos Shamiran/Seven Bridges",
        "Ninos Shamiran",
        focal=(0.45, 0.65),
    ),
    Photo(
        "bee_hives",
        "Rows of pastel-coloured wooden beehives on a spring meadow full of yellow and red flowers, almond trees in "
        "pink blossom behind them, green hills, small dark dots of bees in the air.",
        "Hives in the spring pasture near Afrin.",
        "Pastel-coloured beehives in a flowering meadow with blossoming almond trees.",
        "Agency handout",
        "",
        focal=(0.45, 0.6),
    ),
    Photo(
        "railway_plain",
        "A single railway track running straight to the horizon across a wide, flat, dry plain, a small white and blue "
        "diesel train far off, telegraph poles along the left side, huge sky with fair-weather clouds.",
        "The line across the plain west of Nusaybin.",
        "A railway track runs straight across a dry plain towards a small train under a wide sky.",
        "Upland Wire",
        "Silva Merwanî",
        shape="wide",
        focal=(0.5, 0.6),
        is_protected=True,
    ),
    Photo(
        "open_air_cinema",
        "An open-air cinema in a courtyard on a summer night: a large glowing white screen showing an abstract "
        "mountain landscape, rows of seated silhouettes from behind, the projector beam, strings of bulbs, stars.",
        "The opening night of the courtyard film festival.",
        "Seated people seen from behind face a glowing screen in a courtyard under strings of bulbs.",
        "Rojda Zînar/Seven Bridges",
        "Rojda Zînar",
        focal=(0.5, 0.42),
    ),
    Photo(
        "bakery_oven",
        "The dark inside of a bakery with the round glowing mouth of a stone oven in the middle, a baker’s silhouette "
        "with a long peel, round flat loaves stacked on a board at the right, orange light on brick.",
        "The first batch of the morning in a bakery in Raqqa.",
        "A baker in silhouette before the glowing mouth of a stone oven, flat loaves stacked beside.",
        "Nour Safsaf/Seven Bridges",
        "Nour Safsaf",
        focal=(0.4, 0.6),
    ),
    Photo(
        "dam_reservoir",
        "A curved concrete dam between brown mountains holding a deep turquoise reservoir, pale bands on the rock "
        "where the water stood higher, spray of white water below the dam, hard noon light.",
        "Pale bands on the rock show how far the reservoir of Dukan has fallen since spring.",
        "A curved concrete dam in brown mountains, water pouring from it, pale bands on the rock above the reservoir.",
        "Sîrwan Hewrî/Seven Bridges",
        "Sîrwan Hewrî",
        focal=(0.5, 0.62),
    ),
    Photo(
        "olive_grove",
        "An old olive grove on red soil: gnarled trunks with silver-green crowns in staggered rows, ladders and white "
        "sheets spread under two trees, long soft shadows, hazy hills.",
        "Picking begins in the groves below Jindires.",
        "People gather olives from white sheets spread under old trees on red soil, a ladder beside them.",
        "Nour Safsaf/Seven Bridges",
        "Nour Safsaf",
        focal=(0.4, 0.65),
    ),
    Photo(
        "harbour_cranes",
        "A northern harbour in fog at sunrise: silhouettes of three tall cranes and a container ship, layered grey-"
        "blue warehouses, a pale round sun, a small ferry leaving a wake on still water.",
        "The harbour of Hamburg, where the first parcels of books are landed.",
        "Cranes and a container ship in morning fog, a ferry crossing still water in front of them.",
        "Rojda Zînar/Seven Bridges",
        "Rojda Zînar",
        focal=(0.6, 0.62),
    ),
    Photo(
        "school_yard",
        "A low, freshly painted school with blue doors and a red tiled roof, a large mulberry tree casting dappled "
        "shade on a yard with hopscotch chalk squares, a row of small bicycles, bright morning.",
        "The village school on the first day of the new term.",
        "A low school with blue doors, pupils, a row of bicycles and a large mulberry tree on its yard.",
        "Berfîn Kanîsar/Seven Bridges",
        "Berfîn Kanîsar",
        focal=(0.45, 0.5),
    ),
    Photo(
        "excavation_trench",
        "An archaeological trench on a low mound: square pits with straight earth walls showing coloured layers and "
        "mud-brick foundations, string grid, a white canopy, wheelbarrows, a vast plain and haze behind.",
        "The main trench on the mound, with the foundations of the storehouse.",
        "Diggers in sun hats work between mud-brick foundations in square pits with layered earth walls.",
        "Agency handout",
        "",
        focal=(0.45, 0.62),
    ),
    Photo(
        "tape_archive",
        "A still life on a wooden table by a window: an old reel-to-reel tape recorder with two large reels, a pile of "
        "hand-labelled tape boxes without readable words, headphones, a glass of tea, slanting light.",
        "One of the recorders on which the archive’s tapes are played.",
        "A reel-to-reel tape recorder, tape boxes, headphones and a glass of tea on a table by a window.",
        "Sîrwan Hewrî/Seven Bridges",
        "Sîrwan Hewrî",
        shape="portrait",
        focal=(0.42, 0.6),
    ),
    Photo(
        "clinic_van",
        "A white mobile clinic van with a green stripe and open rear doors parked under a plane tree on a village "
        "square, a short queue of figures in silhouette, stone houses and terraced mountains behind.",
        "The mobile clinic on its weekly stop in the mountains above Duhok.",
        "A white clinic van with a green stripe under a plane tree on a village square, people queuing beside it.",
        "Upland Wire",
        "",
        focal=(0.5, 0.72),
    ),
]
