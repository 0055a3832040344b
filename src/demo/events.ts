/** The agency of the demo. It does not exist either. */
export const agencyName = "Northwire";

/** One text in one outlet. `at` is in seconds from the start of the demo; below zero it is older than that. */
export type Report = Readonly<{
  outlet: string;
  at: number;
  title: string;
  /** Paragraphs of the outlet's own report; absent where it prints the event's wire copy. */
  own?: readonly string[];
  /** A line that the outlet puts before the wire copy. */
  intro?: string;
  /** How many paragraphs of the wire copy it prints; by default all. */
  keeps?: number;
  author?: string;
}>;

export type DemoEvent = Readonly<{
  slug: string;
  /** Hue of its picture, 0–359; absent for an event without one. */
  hue?: number;
  /** The agency's text, with its dateline. */
  wire?: readonly string[];
  reports: readonly Report[];
}>;

const hour = 3600;

/** Made-up news of made-up places. Some of it is there at the start, some of it happens while the demo runs. */
export const events: readonly DemoEvent[] = [
  {
    slug: "bridge",
    hue: 205,
    wire: [
      "PORT SALINE (Northwire) - A container ship struck a pier of the Grand Saline Bridge early on Tuesday, closing the only road across the estuary and stranding some 9,000 commuters, harbour authorities said.",
      "Nobody was hurt. The ship, the 210-metre Aster Lind, had lost steering shortly after leaving the container terminal, its operator said. Two tugs reached it within minutes but could not hold it against the ebb tide.",
      "“The deck has moved eleven centimetres at the third pier,” said Ida Marsten, chief engineer of the bridge authority. “Until divers have seen the foundations, no wheel will roll over it.”",
      "The bridge carries 64,000 vehicles a day. The authority expects a first assessment by Thursday and has asked the ferry line to double its crossings.",
    ],
    reports: [
      {
        outlet: "harbour-gazette",
        at: -2.2 * hour,
        title: "Container ship strikes Grand Saline Bridge, estuary crossing closed",
      },
      {
        outlet: "northern-herald",
        at: -2 * hour,
        title: "Ship hits Grand Saline Bridge, stranding thousands of commuters",
      },
      {
        outlet: "coast-radio",
        at: -1.9 * hour,
        title: "Container ship strikes Grand Saline Bridge, estuary crossing closed",
        keeps: 3,
        intro: "Listen to our live coverage from the harbour all day.",
      },
      {
        outlet: "city-courier",
        at: -1.7 * hour,
        title: "Grand Saline Bridge closed after collision with container ship",
      },
      {
        outlet: "meridian",
        at: -1.5 * hour,
        title: "“The whole deck shook”: drivers describe the moment a ship hit Saline Bridge",
        author: "Tomas Ekholm",
        own: [
          "Lene Okafor had her window down when the lights of the container ship came too close. “The whole deck shook, and then it was quiet, and everybody put the car in reverse at once,” she said at the toll plaza of the Grand Saline Bridge, where hundreds of commuters waited for word on Tuesday.",
          "The Aster Lind, which had just left Port Saline, scraped along the third pier before it came to rest in the mud. Police led the last drivers off on foot.",
        ],
      },
      {
        outlet: "daily-ledger",
        at: -0.9 * hour,
        title: "Grand Saline Bridge closure threatens supply of the estuary’s factories",
        author: "Priya Raman",
        own: [
          "Every fourth part that the estuary’s carmakers fit comes over the Grand Saline Bridge. With the crossing closed since the container ship Aster Lind hit a pier on Tuesday, stocks last until the weekend, two suppliers told the Daily Ledger.",
          "Lorries now take the inland road, 140 kilometres longer. Insurers put the first day’s damage at eleven million crowns.",
        ],
      },
      {
        outlet: "village-post",
        at: 40,
        title: "Ferry line doubles crossings while Saline Bridge stays closed",
        own: [
          "The ferry line will run every twenty minutes from Wednesday, twice as often as before, as long as the Grand Saline Bridge is closed to traffic.",
          "The bridge was hit by a container ship on Tuesday. School buses have priority on the first four crossings.",
        ],
      },
    ],
  },
  {
    slug: "talks",
    hue: 152,
    wire: [
      "LAKE ORRIN (Northwire) - Delegations from Tavria and Kessel opened a third round of talks on the Orrin border on Monday, with both sides signalling they could accept a monitored corridor for grain and medicine.",
      "The mediators, who have kept the text of the draft to themselves, said the two chief negotiators had spoken for four hours without interpreters. “That alone is news,” said one diplomat.",
      "Tavria wants the corridor to be open all winter. Kessel insists that its own inspectors board every tenth train. A ceasefire that both armies have mostly kept since September expires on Friday.",
    ],
    reports: [
      {
        outlet: "northern-herald",
        at: -7 * hour,
        title: "Tavria and Kessel open third round of border talks at Lake Orrin",
      },
      {
        outlet: "harbour-gazette",
        at: -6.7 * hour,
        title: "Tavria, Kessel signal accord on grain corridor as Lake Orrin talks open",
      },
      {
        outlet: "city-courier",
        at: -6.1 * hour,
        title: "Tavria and Kessel open third round of border talks at Lake Orrin",
        keeps: 2,
      },
      {
        outlet: "meridian",
        at: -5 * hour,
        title: "What Tavria and Kessel want from the Lake Orrin talks",
        author: "Hanna Vise",
        own: [
          "For the first time since spring, Tavria and Kessel are arguing about details rather than principles. At Lake Orrin their negotiators have a map on the table, and on it a corridor for grain and medicine.",
          "The inspectors are the sticking point: Kessel wants its own people on the trains, Tavria would rather see the mediators’. The ceasefire runs out on Friday.",
        ],
      },
      {
        outlet: "coast-radio",
        at: -3.4 * hour,
        title: "Border families wait for word from Lake Orrin talks",
        own: [
          "In the villages along the Orrin, people keep the radio on. Whether the corridor between Tavria and Kessel opens decides if families can visit each other over the winter.",
          "The talks at the lake go on until Thursday, the mediators say.",
        ],
      },
      {
        outlet: "velmark-observer",
        at: 75,
        title: "Lake Orrin talks: Tavria and Kessel near a deal on grain corridor",
        intro: "This story is part of our dossier on the border.",
      },
    ],
  },
  {
    slug: "minister",
    hue: 12,
    wire: [
      "VELMARK CITY (Northwire) - Velmark’s transport minister Corin Dahl resigned on Tuesday after an audit found that his ministry had known for two years about cracks in the capital’s tramway viaduct.",
      "“The responsibility is mine and I take it,” Dahl told reporters on the steps of the ministry. He left without answering questions.",
      "The audit, published on Monday night, lists four warnings by engineers between 2024 and 2026. The viaduct was closed in October after a stone fell on a market stall. Prime Minister Ane Solberg will name a successor on Wednesday.",
    ],
    reports: [
      {
        outlet: "northern-herald",
        at: 12,
        title: "Velmark transport minister Dahl resigns over cracked tram viaduct",
      },
      {
        outlet: "harbour-gazette",
        at: 22,
        title: "Velmark transport minister Dahl resigns over cracked tram viaduct",
      },
      {
        outlet: "daily-ledger",
        at: 32,
        title: "Transport minister quits after audit on Velmark’s tram viaduct",
      },
      {
        outlet: "coast-radio",
        at: 44,
        title: "Velmark minister Corin Dahl steps down after viaduct audit",
        keeps: 2,
        intro: "Breaking news from our newsroom.",
      },
      {
        outlet: "velmark-observer",
        at: 58,
        title: "Dahl’s resignation: four warnings about the tram viaduct that nobody read",
        author: "Sunniva Brandt",
        own: [
          "The first letter is dated March 2024. In it an engineer asks transport minister Corin Dahl’s office for money to look into cracks of the tram viaduct. It was stamped, filed, and found again by the auditors whose report led to Dahl’s resignation on Tuesday.",
          "The Observer has read all four warnings. None of them carries the minister’s initials.",
        ],
      },
      {
        outlet: "meridian",
        at: 80,
        title: "Who follows Corin Dahl? Solberg looks for a new transport minister in Velmark",
        author: "Jonas Quill",
        own: [
          "Prime Minister Ane Solberg has a day to find a transport minister who did not sign anything about the tram viaduct. After Corin Dahl’s resignation three names are heard in Velmark’s parliament.",
          "The viaduct itself will stay closed until summer at least.",
        ],
      },
      {
        outlet: "city-courier",
        at: 100,
        title: "Velmark transport minister resigns over tram viaduct audit",
      },
    ],
  },
  {
    slug: "rates",
    hue: 44,
    wire: [
      "VELMARK CITY (Northwire) - The Bank of Velmark left its main interest rate at 3.25 percent on Monday and hinted at a cut in the spring, as inflation fell to its lowest in four years.",
      "“We are not there yet, but we can see it from here,” governor Mats Ulving said. Five of the seven board members voted for no change, two for a cut of a quarter point.",
      "The crown fell 0.4 percent against a basket of currencies. Economists expect the first cut in April.",
    ],
    reports: [
      {
        outlet: "velmark-observer",
        at: -9 * hour,
        title: "Bank of Velmark holds interest rate at 3.25 percent, hints at spring cut",
      },
      {
        outlet: "daily-ledger",
        at: -8.8 * hour,
        title: "Velmark central bank holds rates, signals cut in spring",
      },
      {
        outlet: "meridian",
        at: -8 * hour,
        title: "Why the Bank of Velmark waits with its interest rate cut",
        own: [
          "Inflation is down, the crown is steady, and still the Bank of Velmark did not move its interest rate on Monday. Governor Mats Ulving has been wrong once about inflation and does not mean to be wrong twice.",
          "Two board members voted for a cut. In April it may be four.",
        ],
      },
    ],
  },
  {
    slug: "telescope",
    hue: 262,
    reports: [
      {
        outlet: "signal-circuit",
        at: -11 * hour,
        title: "Halden space telescope sends its first image: a nursery of stars",
        author: "Ravi Lindqvist",
        own: [
          "The Halden space telescope has opened its eye. The first image, released on Monday, shows a cloud in which several hundred stars are being born, in a sharpness that surprised even the team.",
          "Halden was launched in June. Its mirror, folded like a paper crane for the journey, is six metres wide.",
        ],
      },
      {
        outlet: "northern-herald",
        at: -10.2 * hour,
        title: "First image from Halden telescope shows hundreds of newborn stars",
        own: [
          "Hundreds of newborn stars shine in the first image of the Halden space telescope, published on Monday. Astronomers had waited for it since the launch in June.",
          "“It is better than the simulation,” said project scientist Mira Oduya.",
        ],
      },
      {
        outlet: "coast-radio",
        at: 130,
        title: "Halden telescope: what the first image of the star nursery tells us",
        own: [
          "What looks like smoke is gas, and what looks like sparks are stars: astronomer Mira Oduya explained the Halden telescope’s first image on our morning programme.",
          "The next target is a planet that orbits a red dwarf.",
        ],
      },
    ],
  },
  {
    slug: "battery",
    hue: 330,
    reports: [
      {
        outlet: "signal-circuit",
        at: -4.2 * hour,
        title: "Corvane recalls 400,000 e-bike batteries after fires",
        author: "Ravi Lindqvist",
        own: [
          "Corvane is calling back 400,000 e-bike batteries of its C4 series after eleven of them caught fire while charging. Nobody was badly hurt, the maker said.",
          "Owners should take the battery off the charger and check the number on its underside. A replacement is free and takes about three weeks.",
        ],
      },
      {
        outlet: "daily-ledger",
        at: -3.8 * hour,
        title: "E-bike maker Corvane to replace 400,000 batteries, shares slide",
        own: [
          "Shares in Corvane lost a tenth of their value after the e-bike maker recalled 400,000 batteries because of fires. The recall will cost some 90 million crowns.",
          "The C4 battery was built by a supplier that Corvane did not name.",
        ],
      },
      {
        outlet: "city-courier",
        at: 150,
        title: "What to do if your e-bike has a Corvane C4 battery",
        own: [
          "Corvane has recalled 400,000 e-bike batteries. If yours is a C4, unplug the charger first, then look at the number on the underside of the battery.",
          "The city’s recycling yards take recalled batteries from Wednesday.",
        ],
      },
    ],
  },
  {
    slug: "sturm",
    hue: 190,
    wire: [
      "FJORDHAFEN (Northwire) - Sturmtief Ilse hat in der Nacht zum Dienstag an der Küste Dächer abgedeckt und den Fährverkehr lahmgelegt. In Fjordhafen waren 12.000 Haushalte ohne Strom, wie der Netzbetreiber mitteilte.",
      "Die höchste Böe wurde am Leuchtturm Kaltenhuk mit 151 Kilometern pro Stunde gemessen. Verletzt wurde nach Angaben der Feuerwehr niemand.",
      "Am Mittag soll der Wind nachlassen. Die Fähren bleiben mindestens bis Mittwochmorgen im Hafen.",
    ],
    reports: [
      {
        outlet: "morgenblatt",
        at: -3 * hour,
        title: "Sturmtief Ilse legt Fährverkehr lahm, 12.000 Haushalte ohne Strom",
      },
      {
        outlet: "nordkurier",
        at: -2.7 * hour,
        title: "Ilse deckt Dächer ab: 12.000 Haushalte in Fjordhafen ohne Strom",
      },
      {
        outlet: "morgenblatt",
        at: 65,
        title: "Nach Sturmtief Ilse: Strom in Fjordhafen kehrt zurück, Fähren warten",
        own: [
          "In den meisten Straßen von Fjordhafen brennt wieder Licht. Die Monteure haben seit der Sturmnacht durchgearbeitet, sagte ein Sprecher des Netzbetreibers.",
          "Die Fähren liegen wegen des hohen Seegangs nach Sturmtief Ilse weiter fest.",
        ],
      },
    ],
  },
  {
    slug: "ferries",
    hue: 222,
    wire: [
      "PORT-CLAIR (Northwire) - Les marins des ferries du lac d’Aubrec ont cessé le travail lundi pour quarante-huit heures, réclamant l’embauche de soixante matelots avant l’hiver.",
      "Aucune traversée n’a quitté Port-Clair dans la matinée. La direction propose d’ouvrir des négociations jeudi, à condition que la grève soit levée.",
      "« Nous naviguons à trois là où il faut être cinq », a dit la déléguée syndicale Aline Morvan devant la gare maritime.",
    ],
    reports: [
      {
        outlet: "le-phare",
        at: -5.5 * hour,
        title: "Grève des ferries : aucun départ de Port-Clair sur le lac d’Aubrec",
      },
      {
        outlet: "depeche-du-lac",
        at: -5.2 * hour,
        title: "Lac d’Aubrec : les marins des ferries en grève pour quarante-huit heures",
      },
      {
        outlet: "le-phare",
        at: 90,
        title: "Grève des ferries du lac d’Aubrec : la direction accepte de négocier dès mercredi",
        own: [
          "La direction des ferries du lac d’Aubrec a accepté mardi d’avancer les négociations à mercredi, sans attendre la fin de la grève. Les marins de Port-Clair votent ce soir.",
          "Quarante embauches seraient possibles avant Noël, selon une source proche du dossier.",
        ],
      },
    ],
  },
];
