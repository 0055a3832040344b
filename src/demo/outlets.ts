/** What an outlet answers with at its feed's address. */
export const servedKinds = ["rss", "atom", "json", "rdf", "soup", "page", "nothing"] as const;

export type Outlet = Readonly<{
  slug: string;
  name: string;
  language: string;
  category: string;
  /** A feed of this format; `soup` is a damaged one, `page` is no feed at all, `nothing` means that nobody answers. */
  serves: (typeof servedKinds)[number];
}>;

/** A dozen papers and stations that do not exist, and three whose feeds are in trouble. */
export const outlets: readonly Outlet[] = [
  { slug: "harbour-gazette", name: "Harbour Gazette", language: "en", category: "World", serves: "rss" },
  { slug: "northern-herald", name: "Northern Herald", language: "en", category: "World", serves: "atom" },
  { slug: "meridian", name: "The Meridian", language: "en", category: "World", serves: "rss" },
  { slug: "coast-radio", name: "Coast Radio", language: "en", category: "World", serves: "rss" },
  { slug: "city-courier", name: "City Courier", language: "en", category: "World", serves: "rdf" },
  { slug: "daily-ledger", name: "Daily Ledger", language: "en", category: "Business", serves: "json" },
  {
    slug: "velmark-observer",
    name: "Velmark Observer",
    language: "en",
    category: "Business",
    serves: "json",
  },
  {
    slug: "signal-circuit",
    name: "Signal & Circuit",
    language: "en",
    category: "Technology",
    serves: "atom",
  },
  { slug: "morgenblatt", name: "Morgenblatt", language: "de", category: "Deutsch", serves: "rss" },
  { slug: "kurier-am-fjord", name: "Kurier am Fjord", language: "de", category: "Deutsch", serves: "atom" },
  { slug: "le-phare", name: "Le Phare", language: "fr", category: "Français", serves: "rss" },
  { slug: "depeche-du-lac", name: "La Dépêche du lac", language: "fr", category: "Français", serves: "atom" },
  { slug: "village-post", name: "The Village Post", language: "en", category: "World", serves: "soup" },
  { slug: "evening-lantern", name: "Evening Lantern", language: "en", category: "World", serves: "page" },
  { slug: "silent-times", name: "The Silent Times", language: "en", category: "World", serves: "nothing" },
];
