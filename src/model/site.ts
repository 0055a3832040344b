/** What the service says of itself, from the config. */
export type Site = Readonly<{
  title: string;
  description: string;
  language: string;
  /** Where people reach it from outside, without a trailing slash; absent where the config does not say. */
  url?: string;
  /** Whose its ids are where it has no url: that of its store. */
  storeName?: string;
}>;
