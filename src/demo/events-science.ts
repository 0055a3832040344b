import { type DemoEvent, hour } from "./event.ts";

export const scienceEvents: readonly DemoEvent[] = [
  {
    slug: "telescope",
    picture: { motif: "stars", hue: 262 },
    reports: [
      {
        outlet: "signal-circuit",
        at: -11 * hour,
        title: "Halden space telescope sends its first image: a nursery of stars",
        author: "Ravi Lindqvist",
        own: [
          "The Halden space telescope has opened its eye. The first image, released on {day}, shows a cloud in which several hundred stars are being born, in a sharpness that surprised even the team.",
          "Halden was launched in June. Its mirror, folded like a paper crane for the journey, is six metres wide and has to be kept colder than the shadow of the moon.",
        ],
      },
      {
        outlet: "northern-herald",
        at: -10.2 * hour,
        title: "First image from Halden telescope shows hundreds of newborn stars",
        own: [
          "Hundreds of newborn stars shine in the first image of the Halden space telescope, published on {day}. Astronomers had waited for it since the launch in June.",
          "“It is better than the simulation,” said project scientist Mira Oduya. “That does not happen.”",
        ],
      },
      {
        outlet: "coast-radio",
        at: 157,
        title: "Halden telescope: what the first image of the star nursery tells us",
        own: [
          "What looks like smoke is gas, and what looks like sparks are stars: astronomer Mira Oduya explained the Halden space telescope’s first image on our morning programme.",
          "The next target is a planet that orbits a red dwarf. It may have clouds.",
        ],
      },
    ],
  },
  {
    slug: "vaccine",
    picture: { motif: "fields", hue: 100 },
    wire: [
      "OSTERBY (Northwire) - A single dose of a new vaccine cut cases of marsh fever by four fifths in a trial with 22,000 children, researchers of Osterby University reported on {day}.",
      "The vaccine can be kept at room temperature for six months, which makes it fit for clinics without a refrigerator. Side effects were mild, the team wrote; one child in thirty had a fever for a day.",
      "“For the first time we have something that fits in a bicycle bag,” said Nadia Brek, who led the trial in the river delta. Marsh fever makes some three million people ill every year.",
    ],
    reports: [
      {
        outlet: "meridian",
        at: -20.5 * hour,
        title: "Marsh fever vaccine cuts cases by four fifths in large trial",
      },
      {
        outlet: "northern-herald",
        at: -20.2 * hour,
        title: "One dose of new marsh fever vaccine protects four in five children, trial shows",
      },
      {
        outlet: "coast-radio",
        at: -19.6 * hour,
        title: "Marsh fever vaccine cuts cases by four fifths in large trial",
        keeps: 2,
      },
      {
        outlet: "signal-circuit",
        at: -17.5 * hour,
        title: "The chemistry of a marsh fever vaccine that needs no refrigerator",
        author: "Ada Feld",
        own: [
          "Sugar is the trick. The marsh fever vaccine that Osterby University tried on 22,000 children is dried in a glass of trehalose, the sugar by which desert plants survive without water.",
          "At room temperature the dose keeps for six months. In the trial in the river delta it travelled in bicycle bags, and cut cases by four fifths all the same.",
        ],
      },
    ],
  },
  {
    slug: "wreck",
    picture: { motif: "sea", hue: 224 },
    wire: [
      "KALTENHUK (Northwire) - Divers have found the wreck of the Margarethe, a research ship that vanished with its crew in the polar winter of 1911, upright and almost whole in 340 metres of water, its search team said on {day}.",
      "The name is legible on the stern, and a lamp still hangs in the wheelhouse. The ship lies 19 kilometres from where the last telegram had placed it.",
      "“The cold has kept everything. There are cups on the table,” said expedition leader Runa Sand. Nothing will be raised: the wreck is a grave and protected as one.",
    ],
    reports: [
      {
        outlet: "harbour-gazette",
        at: -15 * hour,
        title: "Wreck of polar ship Margarethe found after more than a century",
      },
      {
        outlet: "city-courier",
        at: -14.6 * hour,
        title: "“Cups on the table”: lost polar ship Margarethe found almost whole",
      },
      {
        outlet: "meridian",
        at: -11.5 * hour,
        title: "Nineteen kilometres off: how a pupil’s sum led to the wreck of the Margarethe",
        author: "Hanna Vise",
        own: [
          "The wreck of the Margarethe was found by a mistake in subtraction. The last telegram of the polar ship gave a longitude; a pupil in Osterby, doing her term paper, noticed that the operator had used the wrong meridian.",
          "Nineteen kilometres to the east the divers of Runa Sand’s team found the ship on their second day, upright, with a lamp in the wheelhouse. The pupil got the best mark, and a cabin on the next voyage.",
        ],
      },
    ],
  },
];
