export const outletFormats = ["rss", "atom", "json", "rdf", "soup", "dead"] as const;
/** The kind of document that an outlet serves; `soup` is a broken one, `dead` hangs up on whoever asks. */
export type OutletFormat = (typeof outletFormats)[number];

export type Outlet = Readonly<{
  slug: string;
  name: string;
  language: string;
  category: string;
  format: OutletFormat;
}>;

/** A dozen papers and stations that do not exist, one whose feed is tag soup, and one that never answers. */
export const outlets: readonly Outlet[] = [
  { slug: "harbour-gazette", name: "Harbour Gazette", language: "en", category: "World", format: "rss" },
  { slug: "northern-herald", name: "Northern Herald", language: "en", category: "World", format: "atom" },
  { slug: "meridian", name: "The Meridian", language: "en", category: "World", format: "rss" },
  { slug: "daily-ledger", name: "Daily Ledger", language: "en", category: "Business", format: "json" },
  { slug: "coast-radio", name: "Coast Radio", language: "en", category: "World", format: "rss" },
  { slug: "city-courier", name: "City Courier", language: "en", category: "World", format: "rdf" },
  {
    slug: "signal-circuit",
    name: "Signal & Circuit",
    language: "en",
    category: "Technology",
    format: "atom",
  },
  {
    slug: "velmark-observer",
    name: "Velmark Observer",
    language: "en",
    category: "Business",
    format: "json",
  },
  { slug: "morgenblatt", name: "Morgenblatt", language: "de", category: "Deutsch", format: "rss" },
  { slug: "nordkurier", name: "Kurier am Fjord", language: "de", category: "Deutsch", format: "atom" },
  { slug: "le-phare", name: "Le Phare", language: "fr", category: "Français", format: "rss" },
  { slug: "depeche-du-lac", name: "La Dépêche du lac", language: "fr", category: "Français", format: "atom" },
  { slug: "village-post", name: "The Village Post", language: "en", category: "World", format: "soup" },
  { slug: "silent-times", name: "The Silent Times", language: "en", category: "World", format: "dead" },
];
