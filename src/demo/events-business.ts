import { type DemoEvent, hour } from "./event.ts";

export const businessEvents: readonly DemoEvent[] = [
  {
    slug: "rates",
    picture: { motif: "city", hue: 44 },
    wire: [
      "VELMARK CITY (Northwire) - The Bank of Velmark left its main interest rate at 3.25 percent on {day} and hinted at a cut in the spring, as inflation fell to its lowest in four years.",
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
        outlet: "northern-herald",
        at: -8.5 * hour,
        title: "Bank of Velmark holds interest rate at 3.25 percent, hints at spring cut",
        keeps: 2,
      },
      {
        outlet: "meridian",
        at: -8 * hour,
        title: "Why the Bank of Velmark waits with its interest rate cut",
        own: [
          "Inflation is down, the crown is steady, and still the Bank of Velmark did not move its interest rate on {day}. Governor Mats Ulving has been wrong once about inflation and does not mean to be wrong twice.",
          "Two board members voted for a cut. In April it may be four, and four are a majority.",
        ],
      },
    ],
  },
  {
    slug: "battery",
    picture: { motif: "circuit", hue: 330 },
    reports: [
      {
        outlet: "signal-circuit",
        at: -4.2 * hour,
        title: "Corvane recalls 400,000 e-bike batteries after fires",
        author: "Ravi Lindqvist",
        own: [
          "Corvane is calling back 400,000 e-bike batteries of its C4 series after eleven of them caught fire while charging. Nobody was badly hurt, the maker said.",
          "Owners should take the battery off the charger and check the number on its underside. A replacement is free and takes about three weeks.",
          "The cells were welded a tenth of a millimetre too close to the casing, according to a letter to dealers that Signal & Circuit has seen.",
        ],
      },
      {
        outlet: "daily-ledger",
        at: -3.8 * hour,
        title: "E-bike maker Corvane to replace 400,000 batteries, shares slide",
        own: [
          "Shares in Corvane lost a tenth of their value after the e-bike maker recalled 400,000 batteries because of fires. The recall will cost some 90 million crowns.",
          "The C4 battery was built by a supplier that Corvane did not name. Analysts expect the maker to weld its own from next year.",
        ],
      },
      {
        outlet: "city-courier",
        at: 214,
        title: "What to do if your e-bike has a Corvane C4 battery",
        own: [
          "Corvane has recalled 400,000 e-bike batteries. If yours is a C4, unplug the charger first, then look at the number on the underside of the battery.",
          "The city’s recycling yards take recalled batteries from {day+1}. Please do not post them: the post office has said no.",
        ],
      },
    ],
  },
  {
    slug: "merger",
    picture: { motif: "sea", hue: 178 },
    wire: [
      "EAST QUAY (Northwire) - Shipping lines Norsund and Baltrail agreed on {day} to merge, creating the largest carrier on the northern route with 118 vessels and sales of 14 billion crowns.",
      "Norsund shareholders will hold 56 percent of the new company, which is to be based in East Quay and led by Baltrail’s Greta Hallam. The lines expect to save 600 million crowns a year.",
      "Unions said they had been promised that no crew would be dismissed before 2030. The competition authority has until summer to decide.",
    ],
    reports: [
      {
        outlet: "daily-ledger",
        at: -5.6 * hour,
        title: "Norsund and Baltrail to merge into largest carrier of the northern route",
      },
      {
        outlet: "harbour-gazette",
        at: -5.3 * hour,
        title: "Shipping lines Norsund and Baltrail agree to merge, head office in East Quay",
        outro: "The Gazette will print a special page on the merger on {day+1}.",
      },
      {
        outlet: "velmark-observer",
        at: -4.9 * hour,
        title: "Norsund and Baltrail to merge into largest carrier of the northern route",
        keeps: 2,
      },
      {
        outlet: "city-courier",
        at: -2.6 * hour,
        title: "What the merger of Norsund and Baltrail means for East Quay’s docks",
        author: "Ansel Moreau",
        own: [
          "When the shipping lines Norsund and Baltrail merge, East Quay gets a head office and loses a terminal. Dock four, where Baltrail’s ferries berth, is to be closed, according to the merger plan.",
          "The dockers’ canteen has been there for ninety years. Its cook has heard of the merger on the radio, like everybody else.",
        ],
      },
    ],
  },
  {
    slug: "outage",
    picture: { motif: "circuit", hue: 245 },
    wire: [
      "OSTERBY (Northwire) - Card payments, ticket machines and several newspapers went dark across the north after the hosting company Lumenet lost power in two data centres at once.",
      "Lumenet said a cooling pump had failed during a test of its emergency generators and that a second site had shut itself down by mistake. About half of its services were back after ninety minutes.",
      "“We tested for the failure of one. We had not tested for the failure of the test,” said Lumenet’s head of operations, Dario Wren.",
      "Railway staff let passengers travel without tickets. In Osterby a supermarket sold bread on credit, writing names on a roll of till paper.",
    ],
    reports: [
      {
        outlet: "signal-circuit",
        at: 64,
        title: "Lumenet outage takes down card payments and ticket machines across the north",
      },
      {
        outlet: "daily-ledger",
        at: 92,
        title: "Card payments fail across the north after power loss at hosting company Lumenet",
      },
      {
        outlet: "northern-herald",
        at: 100,
        title: "Lumenet outage takes down card payments and ticket machines across the north",
      },
      {
        outlet: "village-post",
        at: 127,
        title: "Baker writes names on till roll as Lumenet outage stops card payments",
        own: [
          "No card payments at the bakery, the pharmacy or the pump: the outage at the hosting company Lumenet has reached the village. Baker Odd Hansen wrote down who owes him for how many rolls.",
          "By the evening everyone but one had paid. Hansen says he knows who it is.",
        ],
      },
      {
        outlet: "signal-circuit",
        at: 171,
        title: "A pump, a test, a second site: what went wrong in the Lumenet outage",
        author: "Ada Feld",
        own: [
          "The Lumenet outage began with a test that was meant to prove that nothing could go wrong. A cooling pump in the first data centre failed while the generators were being tried; the second site took the test for the real thing and shut down.",
          "Card payments and ticket machines hung on a single address that was looked up in the first site. Engineers had asked for a second one last year. The request is still open.",
        ],
      },
      {
        outlet: "meridian",
        at: 276,
        title: "What a city learns when nobody can pay: an afternoon of the Lumenet outage",
        author: "Tomas Ekholm",
        own: [
          "At four in the afternoon, an hour into the Lumenet outage, a florist in Osterby gave away her tulips. Card payments were down, nobody carries coins, and tulips do not wait.",
          "By six people had begun to pay her in kind: a jar of honey, a repaired hinge, a song.",
        ],
      },
    ],
  },
];
