import { type DemoEvent, hour } from "./event.ts";

export const germanEvents: readonly DemoEvent[] = [
  {
    slug: "sturm",
    picture: { motif: "sea", hue: 190 },
    wire: [
      "FJORDHAFEN (Northwire) - Sturmtief Ilse hat in der Nacht zum {day} an der Küste Dächer abgedeckt und den Fährverkehr lahmgelegt. In Fjordhafen waren 12.000 Haushalte ohne Strom, wie der Netzbetreiber mitteilte.",
      "Die höchste Böe wurde am Leuchtturm Kaltenhuk mit 151 Kilometern pro Stunde gemessen. Verletzt wurde nach Angaben der Feuerwehr niemand.",
      "Am Mittag soll der Wind nachlassen. Die Fähren bleiben mindestens bis zum Morgen im Hafen.",
    ],
    reports: [
      {
        outlet: "morgenblatt",
        at: -3 * hour,
        title: "Sturmtief Ilse legt Fährverkehr lahm, 12.000 Haushalte ohne Strom",
      },
      {
        outlet: "kurier-am-fjord",
        at: -2.7 * hour,
        title: "Ilse deckt Dächer ab: 12.000 Haushalte in Fjordhafen ohne Strom",
      },
      {
        outlet: "morgenblatt",
        at: 57,
        title: "Nach Sturmtief Ilse: Strom in Fjordhafen kehrt zurück, Fähren warten",
        author: "Wiebke Claasen",
        own: [
          "In den meisten Straßen von Fjordhafen brennt wieder Licht. Die Monteure haben seit der Sturmnacht durchgearbeitet, sagte ein Sprecher des Netzbetreibers.",
          "Die Fähren liegen wegen des hohen Seegangs nach Sturmtief Ilse weiter fest. Im Wartesaal am Anleger hat eine Schulklasse aus dem Binnenland das Kartenspielen gelernt.",
        ],
      },
    ],
  },
  {
    slug: "nachtzug",
    picture: { motif: "mountains", hue: 300 },
    wire: [
      "ALTENWERDER (Northwire) - Die Küstenbahn nimmt im Frühjahr den Nachtzug von Altenwerder in die Berge wieder auf, elf Jahre nach dessen Einstellung. Das teilte das Unternehmen am {day} mit.",
      "Der Zug soll dreimal in der Woche fahren und zwölf Schlafwagen führen, die derzeit in der Werkstatt Hagenau umgebaut werden. Eine Fahrt im Liegewagen kostet ab 39 Kronen.",
      "„Die Leute haben uns elf Jahre lang Briefe geschrieben“, sagte Bahnchefin Dörte Lamm. Das Land gibt vier Millionen Kronen dazu.",
    ],
    reports: [
      {
        outlet: "kurier-am-fjord",
        at: -12.4 * hour,
        title: "Küstenbahn lässt den Nachtzug in die Berge wieder fahren",
      },
      {
        outlet: "morgenblatt",
        at: -12.1 * hour,
        title: "Nachtzug von Altenwerder in die Berge kehrt nach elf Jahren zurück",
      },
      {
        outlet: "morgenblatt",
        at: 178,
        title: "Im Nachtzug wird wieder Licht: ein Besuch in der Werkstatt Hagenau",
        author: "Jost Petersen",
        own: [
          "In der Werkstatt Hagenau riecht es nach Lack und nach altem Samt. Hier baut die Küstenbahn die zwölf Schlafwagen um, mit denen der Nachtzug von Altenwerder im Frühjahr wieder in die Berge fährt.",
          "Meister Enno Voss hat den letzten Zug vor elf Jahren selbst abgestellt. Den Schlüssel hat er behalten.",
        ],
      },
    ],
  },
];
