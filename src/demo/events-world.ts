import { type DemoEvent, hour } from "./event.ts";

export const worldEvents: readonly DemoEvent[] = [
  {
    slug: "bridge",
    picture: { motif: "sea", hue: 205 },
    wire: [
      "PORT SALINE (Northwire) - A container ship struck a pier of the Grand Saline Bridge on {day}, closing the only road across the estuary and stranding some 9,000 commuters, harbour authorities said.",
      "Nobody was hurt. The ship, the 210-metre Aster Lind, had lost steering shortly after leaving the container terminal, its operator said. Two tugs reached it within minutes but could not hold it against the ebb tide.",
      "“The deck has moved eleven centimetres at the third pier,” said Ida Marsten, chief engineer of the bridge authority. “Until divers have seen the foundations, no wheel will roll over it.”",
      "The bridge carries 64,000 vehicles a day. The authority expects a first assessment by {day+2} and has asked the ferry line to double its crossings.",
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
        retitled: { at: 70, title: "Grand Saline Bridge to stay closed for days after ship strike" },
        keeps: 3,
        outro: "Listen to our live coverage from the harbour all day.",
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
          "Lene Okafor had her window down when the lights of the container ship came too close. “The whole deck shook, and then it was quiet, and everybody put the car in reverse at once,” she said at the toll plaza of the Grand Saline Bridge, where hundreds of commuters waited for word on {day}.",
          "The Aster Lind, which had just left Port Saline, scraped along the third pier before it came to rest in the mud. Police led the last drivers off on foot, in a line, holding on to the rail.",
          "By noon somebody had opened a bakery van at the barrier. The rolls were free; the driver said he had nowhere to take them.",
        ],
      },
      {
        outlet: "daily-ledger",
        at: -0.9 * hour,
        title: "Grand Saline Bridge closure threatens supply of the estuary’s factories",
        author: "Priya Raman",
        own: [
          "Every fourth part that the estuary’s carmakers fit comes over the Grand Saline Bridge. With the crossing closed since the container ship Aster Lind hit a pier, stocks last until the weekend, two suppliers told the Daily Ledger.",
          "Lorries now take the inland road, 140 kilometres longer. Insurers put the first day’s damage at eleven million crowns, most of it wages for people who could not get to work.",
        ],
      },
      {
        outlet: "village-post",
        at: 42,
        title: "Ferry line doubles crossings while Grand Saline Bridge stays closed",
        own: [
          "The ferry line will run every twenty minutes from {day+1}, twice as often as before, as long as the Grand Saline Bridge is closed to traffic.",
          "The bridge was hit by a container ship. School buses have priority on the first four crossings.",
        ],
      },
    ],
  },
  {
    slug: "talks",
    picture: { motif: "mountains", hue: 152 },
    wire: [
      "LAKE ORRIN (Northwire) - Delegations from Tavria and Kessel opened a third round of talks on the Orrin border on {day}, with both sides signalling they could accept a monitored corridor for grain and medicine.",
      "The mediators, who have kept the text of the draft to themselves, said the two chief negotiators had spoken for four hours without interpreters. “That alone is news,” said one diplomat.",
      "Tavria wants the corridor to be open all winter. Kessel insists that its own inspectors board every tenth train. A ceasefire that both armies have mostly kept since September expires on {day+4}.",
      "Outside the hotel, two choirs, one from each bank of the lake, sang the same carol in two languages until the police asked them to stop.",
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
          "For the first time since spring, Tavria and Kessel are arguing about details rather than principles. At the Lake Orrin talks their negotiators have a map on the table, and on it a corridor for grain and medicine.",
          "The inspectors are the sticking point: Kessel wants its own people on the trains, Tavria would rather see the mediators’. Behind that stands an older question, which neither side mentions in the room: who runs the railway when the war is over.",
          "The ceasefire runs out on {day+4}. Both delegations have booked their rooms for a day longer.",
        ],
      },
      {
        outlet: "coast-radio",
        at: -3.4 * hour,
        title: "Border families wait for word from Lake Orrin talks",
        own: [
          "In the villages along the Orrin, people keep the radio on. Whether the corridor between Tavria and Kessel opens decides if families can visit each other over the winter.",
          "The talks at the lake go on until {day+3}, the mediators say.",
        ],
      },
      {
        outlet: "velmark-observer",
        at: 84,
        title: "Lake Orrin talks: Tavria and Kessel near a deal on grain corridor",
        intro: "This report is part of our dossier on the border.",
      },
      {
        outlet: "northern-herald",
        at: 228,
        title: "Tavria and Kessel agree on grain corridor at Lake Orrin, inspectors to ride along",
        own: [
          "The Lake Orrin talks have brought a result: Tavria and Kessel will open a corridor for grain and medicine, and inspectors of both sides will ride on every train together, according to three people in the room.",
          "The text is to be signed tomorrow morning. The ceasefire is prolonged until the ice breaks.",
        ],
      },
    ],
  },
  {
    slug: "minister",
    picture: { motif: "city", hue: 12 },
    wire: [
      "VELMARK CITY (Northwire) - Velmark’s transport minister Corin Dahl resigned on {day} after an audit found that his ministry had known for two years about cracks in the capital’s tramway viaduct.",
      "“The responsibility is mine and I take it,” Dahl told reporters on the steps of the ministry. He left without answering questions.",
      "The audit, published late on {day-1}, lists four warnings by engineers. The viaduct was closed in October after a stone fell on a market stall.",
      "Prime Minister Ane Solberg will name a successor on {day+1}, her office said. The opposition called for an inquiry into who else had read the letters.",
    ],
    reports: [
      {
        outlet: "northern-herald",
        at: 8,
        title: "Velmark transport minister Dahl resigns over cracked tram viaduct",
      },
      {
        outlet: "harbour-gazette",
        at: 15,
        title: "Velmark transport minister Dahl resigns over cracked tram viaduct",
      },
      {
        outlet: "daily-ledger",
        at: 28,
        title: "Transport minister quits after audit on Velmark’s tram viaduct",
      },
      {
        outlet: "coast-radio",
        at: 35,
        title: "Velmark minister Corin Dahl steps down after viaduct audit",
        keeps: 2,
        intro: "Breaking news from our newsroom.",
      },
      {
        outlet: "velmark-observer",
        at: 50,
        title: "Dahl’s resignation: four warnings about the tram viaduct that nobody read",
        author: "Sunniva Brandt",
        own: [
          "The first letter is two years old. In it an engineer asks transport minister Corin Dahl’s office for money to look into cracks of the tram viaduct. It was stamped, filed, and found again by the auditors whose report led to Dahl’s resignation on {day}.",
          "The Observer has read all four warnings. None of them carries the minister’s initials; three carry those of a deputy who left in spring to advise the company that maintains the tracks.",
          "“I would have closed it the same night,” said the engineer, who has since retired and takes the bus.",
        ],
      },
      {
        outlet: "meridian",
        at: 76,
        title: "Who follows Corin Dahl? Solberg looks for a new transport minister in Velmark",
        author: "Jonas Quill",
        own: [
          "Prime Minister Ane Solberg has a day to find a transport minister who did not sign anything about the tram viaduct. After Corin Dahl’s resignation three names are heard in Velmark’s parliament.",
          "The first is the mayor of Osterby, who built a tramway and paid for it. The second is the president of the railway union. The third has already said no twice.",
        ],
      },
      {
        outlet: "city-courier",
        at: 112,
        title: "Velmark transport minister resigns over tram viaduct audit",
      },
    ],
  },
  {
    slug: "quake",
    picture: { motif: "mountains", hue: 28 },
    wire: [
      "SARN (Northwire) - An earthquake of magnitude 6.1 shook the Sarn valley in southern Tavria on {day}, damaging hundreds of houses and cutting the road to the thermal town of Little Sarn, the national seismic service said.",
      "At least 40 people were treated for injuries, most of them from falling tiles. Rescue workers had reached all but two villages within three hours, the interior ministry said.",
      "“It sounded like a goods train, and then the bells began to ring by themselves,” said Marta Ilves, who keeps an inn on the market square.",
      "The hot springs of Little Sarn ran cold for an hour and came back muddy. Seismologists expect aftershocks for several days and asked people to sleep outside damaged buildings.",
    ],
    reports: [
      {
        outlet: "coast-radio",
        at: 134,
        title: "Earthquake of magnitude 6.1 shakes Sarn valley in southern Tavria",
      },
      {
        outlet: "northern-herald",
        at: 141,
        title: "Magnitude 6.1 earthquake damages hundreds of houses in Tavria’s Sarn valley",
      },
      {
        outlet: "harbour-gazette",
        at: 148,
        title: "Earthquake of magnitude 6.1 shakes Sarn valley in southern Tavria",
      },
      {
        outlet: "city-courier",
        at: 162,
        title: "Strong earthquake hits Sarn valley, at least 40 injured",
        keeps: 3,
        retitled: { at: 240, title: "Sarn valley earthquake: all villages reached, 40 injured" },
      },
      {
        outlet: "meridian",
        at: 185,
        title: "After the Sarn valley earthquake, a town listens to its springs",
        author: "Hanna Vise",
        own: [
          "In Little Sarn they judge an earthquake by the water. When the hot springs stop, it was a bad one; on {day} the earthquake of magnitude 6.1 in the Sarn valley stopped them for an hour.",
          "The inn on the market square has lost its chimney and opened its kitchen. Whoever has no roof tonight sleeps in the bath house, which was built by people who knew what they were building on.",
        ],
      },
      {
        outlet: "signal-circuit",
        at: 204,
        title: "How phones in the Sarn valley warned of the earthquake eleven seconds ahead",
        author: "Ravi Lindqvist",
        own: [
          "Eleven seconds before the earthquake of magnitude 6.1 was felt in the Sarn valley, some 60,000 phones in Tavria gave an alarm. Their motion sensors, taken together, work as a seismometer.",
          "It is the first time that the network, run by two universities, has warned of a quake of that size. Eleven seconds are enough to step out of a doorway, the seismic service says, not to climb down a ladder.",
        ],
      },
      {
        outlet: "velmark-observer",
        at: 252,
        title: "Velmark sends tents and engineers to Tavria’s Sarn valley after earthquake",
        own: [
          "Velmark has sent two hundred tents, a field kitchen and nine structural engineers to the Sarn valley, where an earthquake damaged hundreds of houses in southern Tavria on {day}.",
          "The engineers will mark every house with one of three colours: green to go home, yellow to fetch one’s things, red to stay away.",
        ],
      },
    ],
  },
];
