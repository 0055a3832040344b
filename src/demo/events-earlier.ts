import { type DemoEvent, hour } from "./event.ts";

const day = 24 * hour;

/**
 * What led to the recall of e-bike batteries, days before: the saga whose newest event the demo begins with. What is more
 * than five days old is told once: feeds are read in any order, and a second report would come too late to join it.
 */
export const earlierEvents: readonly DemoEvent[] = [
  {
    slug: "battery-fire",
    picture: { motif: "city", hue: 18 },
    reports: [
      {
        outlet: "city-courier",
        at: -9.2 * day,
        title: "Cellar fire in Weaver Street began in a Corvane C4 e-bike battery",
        own: [
          "The fire that filled four floors in Weaver Street with smoke on {day} began in a Corvane C4 battery that was charging in the cellar, the fire service said. A neighbour carried two children out; nobody was hurt.",
          "It was the ninth such fire this year that the city knows of. Stations have begun to count them.",
        ],
      },
    ],
  },
  {
    slug: "battery-inquiry",
    picture: { motif: "circuit", hue: 352 },
    reports: [
      {
        outlet: "signal-circuit",
        at: -4.6 * day,
        title: "Product safety office opens inquiry into Corvane’s C4 battery",
        author: "Ravi Lindqvist",
        own: [
          "After the fire in Weaver Street the product safety office has asked Corvane for every record on its C4 battery, down to the settings of the welding robots.",
          "Corvane says that it cooperates. Under the law the office may order a recall; it has done so twice in ten years.",
        ],
      },
      {
        outlet: "daily-ledger",
        at: -4.4 * day,
        title: "Inquiry into C4 battery weighs on e-bike maker Corvane",
        own: [
          "Shares in Corvane fell six percent after the product safety office opened an inquiry into its C4 battery. Analysts had hoped that the maker would act first.",
          "An order to recall would cost more than a recall of its own will, they wrote, since fines come on top.",
        ],
      },
    ],
  },
];
