import type { DemoEvent } from "./events.ts";

const hour = 3600;

/** Pieces that nobody else has: most of what any outlet prints. */
const pieces: readonly (readonly [outlet: string, at: number, title: string, ...text: string[]])[] = [
  [
    "harbour-gazette",
    -13 * hour,
    "Oyster farmers of the estuary report their best year since 1998",
    "Cold water and a calm spring have given the oyster farmers of Port Saline a harvest they had stopped hoping for.",
    "A dozen costs two crowns less than last winter.",
  ],
  [
    "harbour-gazette",
    -26 * hour,
    "The lighthouse keeper who paints every ship that passes",
    "Knut Ferrow has painted 4,112 ships. He has never sold a picture, and from Saturday the harbour museum shows three hundred of them.",
  ],
  [
    "northern-herald",
    -14 * hour,
    "Reindeer herders win right to be heard before mines are opened",
    "The high court has ruled that herders must be heard before a licence is given, not after. The mine at Skarvdal has to apply again.",
  ],
  [
    "northern-herald",
    -30 * hour,
    "Night trains to the north are booked out until March",
    "Whoever wants to see the northern lights from a sleeping car this winter comes too late. The railway is looking for old carriages abroad.",
  ],
  [
    "meridian",
    -16 * hour,
    "A library without silence: how Osterby rebuilt its reading room",
    "There is a kitchen now where the catalogue stood, and on Thursdays somebody plays the cello. Loans have doubled.",
  ],
  [
    "meridian",
    -35 * hour,
    "The long afterlife of a forgotten alphabet",
    "Seventeen letters scratched into a roof beam led two students to a script that had been out of use for six hundred years.",
  ],
  [
    "daily-ledger",
    -12 * hour,
    "Salt maker Brine & Sons sold to its own employees",
    "After 140 years the family has handed Brine & Sons to the 212 people who work there. The price was not disclosed; the bank that paid it is a cooperative.",
  ],
  [
    "daily-ledger",
    -20 * hour,
    "Freight rates fall for the sixth week in a row",
    "A container from the eastern ports costs a third less than in summer. Shipping lines are taking vessels out of service.",
  ],
  [
    "coast-radio",
    -15 * hour,
    "Choir of four hundred to sing on the beach on New Year’s Eve",
    "Anyone may come to the rehearsals, the choir leader says; reading music is not required, warm socks are.",
  ],
  [
    "city-courier",
    -10 * hour,
    "Council wants to turn forty parking spaces into a winter market",
    "The stalls are to stand in Mill Street from the first Sunday of Advent. Shopkeepers are divided.",
  ],
  [
    "city-courier",
    -28 * hour,
    "Swimming pool in East Quay reopens after two years",
    "New tiles, warmer water, and a slide that the architects did not want: the pool opens its doors on Saturday at eight.",
  ],
  [
    "city-courier",
    -33 * hour,
    "Fox that lived in the town hall basement moved to the woods",
    "Officials had fed it biscuits for months. The gamekeeper asks them to stop.",
  ],
  [
    "signal-circuit",
    -18 * hour,
    "A browser engine in nine thousand lines, and why its author stopped there",
    "It shows text, links and tables, and nothing that moves. “Everything else is advertising,” its author says.",
  ],
  [
    "signal-circuit",
    -31 * hour,
    "Open-source maps now know every bench in Velmark",
    "Volunteers walked 2,300 kilometres. The city wants to use the data to plan where people can rest.",
  ],
  [
    "velmark-observer",
    -17 * hour,
    "Velmark’s wine growers move north as summers warm",
    "What used to be an orchard is a vineyard now. The first bottles from above the sixtieth parallel are on sale.",
  ],
  [
    "velmark-observer",
    -29 * hour,
    "Apprentices wanted: workshops offer housing with the job",
    "A room, a bicycle and a contract for three years: joiners in the capital court school leavers.",
  ],
  [
    "morgenblatt",
    -12.5 * hour,
    "Die letzte Buchbinderin von Altenwerder hört auf",
    "Mit 81 Jahren legt Grete Behrens die Nadel weg. Ihre Werkstatt übernimmt eine Informatikerin.",
    "Bestellungen nimmt sie bis Weihnachten an.",
  ],
  [
    "morgenblatt",
    -27 * hour,
    "Pilzsammler finden im Forst Hagenau ein Goldversteck",
    "Unter einer Wurzel lagen 214 Münzen. Das Landesmuseum prüft, wem sie gehören.",
  ],
  [
    "nordkurier",
    -19 * hour,
    "Schule am Fjord unterrichtet auf dem Segelschiff",
    "Mathematik im Krähennest, Erdkunde im Hafen: Eine Klasse ist sechs Wochen lang unterwegs.",
  ],
  [
    "le-phare",
    -15.5 * hour,
    "Le dernier cinéma de l’île rouvre grâce à ses spectateurs",
    "Trois cents habitants ont acheté les fauteuils un par un. Le premier film sera muet, avec un pianiste.",
  ],
  [
    "depeche-du-lac",
    -21 * hour,
    "Au marché d’Aubrec, le fromage se vend désormais aux enchères",
    "Chaque samedi à neuf heures, le plus vieux fromager du lac frappe du marteau. Les prix ont baissé.",
  ],
  [
    "village-post",
    -9.5 * hour,
    "Bake sale & raffle raise 4,000 crowns for the new church roof",
    "The jam was gone by noon & the raffle was won by the vicar, who gave the ham back.",
  ],
  [
    "village-post",
    -24 * hour,
    "Lost tortoise found in neighbouring village after eleven months",
    "She had covered 1.4 kilometres. “She looked annoyed,” said the finder.",
  ],
  [
    "meridian",
    55,
    "The cartographer of smells has mapped a tenth city",
    "Bread, tar, lilac: Elin Sorvo walks with her eyes shut and a notebook in her hand.",
  ],
  [
    "signal-circuit",
    110,
    "Tiny satellite steers itself by the shadows of mountains",
    "It weighs as much as a bag of flour and needs no signal from the ground.",
  ],
  [
    "harbour-gazette",
    170,
    "Harbour museum gets its oldest anchor back from the river bed",
    "Divers looking for a lost bicycle found an anchor from the fourteenth century.",
  ],
];

export const singles: readonly DemoEvent[] = pieces.map(([outlet, at, title, ...own], index) => ({
  slug: `piece-${index + 1}`,
  ...(index % 3 === 0 && { hue: (index * 47) % 360 }),
  reports: [{ outlet, at, title, own }],
}));
