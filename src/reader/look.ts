import { type Look, densities, themes } from "../model/reader.ts";
import type { Fields } from "./posted.ts";
import { type Words, languages } from "./words/words.ts";

/** What can be chosen of a look, as forms and programs name it, in the order of the page. */
export const lookFields = ["theme", "density", "images", "readsOnScroll", "language"] as const;
export type LookField = (typeof lookFields)[number];

/** The first of each is how it is where nothing was chosen. */
const valuesOf: Readonly<Record<LookField, readonly string[]>> = {
  theme: ["system", ...themes],
  density: densities,
  images: ["on", "off"],
  readsOnScroll: ["off", "on"],
  language: ["auto", ...languages.map(({ tag }) => tag)],
};

/** A question of the settings with its answers, in words. */
export function choicesOf(name: LookField, look: Look, words: Words) {
  const { legend, hint, choices } = words.settings.fields[name] as Readonly<{
    legend: string;
    hint?: string;
    choices: Readonly<Record<string, string>>;
  }>;
  const chosen = valueIn(name, look);
  return {
    name,
    legend,
    ...(hint !== undefined && { hint }),
    choices: valuesOf[name].map((value) => {
      const own = name === "language" ? languages.find(({ tag }) => tag === value) : undefined;
      return {
        value,
        label: own?.name ?? choices[value] ?? value,
        ...(own && { lang: own.tag }),
        isChosen: value === chosen,
      };
    }),
  };
}

function valueIn(name: LookField, look: Look): string {
  switch (name) {
    case "theme":
      return look.theme ?? "system";
    case "density":
      return look.density ?? "comfortable";
    case "images":
      return look.hidesImages ? "off" : "on";
    case "readsOnScroll":
      return look.readsOnScroll ? "on" : "off";
    case "language":
      return look.language ?? "auto";
  }
}

type Chosen = Readonly<
  { kind: "look"; look: Look } | { kind: "bad"; name: LookField; values: readonly string[] }
>;

/** A look with what was sent: what is not named stays. The first value that is none is told, with those that there are. */
export function withChosen(look: Look, fields: Fields): Chosen {
  const all: Partial<Record<LookField, string>> = {};
  for (const name of lookFields) {
    const given = fields[name] ?? valueIn(name, look);
    const value = valuesOf[name].find((each) => each === given);
    if (value === undefined) return { kind: "bad", name, values: valuesOf[name] };
    all[name] = value;
  }
  const theme = themes.find((each) => each === all.theme);
  return {
    kind: "look",
    look: {
      ...(theme && { theme }),
      ...(all.density === "compact" && { density: "compact" }),
      ...(all.images === "off" && { hidesImages: true }),
      ...(all.readsOnScroll === "on" && { readsOnScroll: true }),
      ...(all.language !== undefined && all.language !== "auto" && { language: all.language }),
    },
  };
}
