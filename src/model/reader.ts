/** Somebody who reads here: a browser, by its cookie. Accounts, when there are any, have readers. */
export type Reader = Readonly<{ id: number; look: Look }>;

export const themes = ["light", "dark"] as const;
export const densities = ["comfortable", "compact"] as const;

/** How a reader wants the pages; what is absent is as the system or the service has it. */
export type Look = Readonly<{
  /** By default the system's. */
  theme?: (typeof themes)[number];
  /** By default comfortable. */
  density?: (typeof densities)[number];
  /** Publishers' pictures are not loaded. */
  hidesImages?: true;
  /** What is scrolled past becomes read. */
  readsOnScroll?: true;
  /** Of the interface, BCP 47; by default what the browser asks for. */
  language?: string;
}>;

/** What a reader has marked of a story; what is absent is not so. */
export type Mark = Readonly<{ isRead?: true; isStarred?: true }>;
