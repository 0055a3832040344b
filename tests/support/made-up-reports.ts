/** A report as both articles and entries can be made of it. `outlet` counts from 0 to 5; `hour` as in `article`. */
export type MadeUpReport = Readonly<{ title: string; summary?: string; outlet: number; hour: number }>;

const what = ["ferry", "bridge", "orchestra", "museum", "glacier", "harvest", "tunnel", "satellite"];
const does = ["aground", "closed", "reopened", "burning", "flooded", "sold", "delayed"];
const syllables = ["lor", "an", "sel", "mar", "ow", "cor", "vin", "tal", "bre", "dun"];
const named = (n: number) => `${syllables[n % 10]}${syllables[(n * 7) % 9]}${syllables[(n * 3) % 8]}`;

/** Reports of three weeks on made-up events, several an event, some of them copies, some late; the same at every run. */
export function madeUpReports(count: number): MadeUpReport[] {
  let seed = 7;
  const pick = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  return Array.from({ length: count }, (_, i) => {
    const event = Math.floor(i / 10) * 4 + pick(4);
    const [place, thing] = [named(event), what[event % 8]!];
    return {
      title: `${place} ${thing} ${does[pick(7)]}, ${does[pick(7)]} near ${named(event + pick(3))}`,
      outlet: pick(6),
      hour: i * 2 - (pick(9) === 0 ? pick(90) : 0),
      ...(pick(4) === 0 && { summary: wireOn(thing, place) }),
    };
  });
}

const wireOn = (thing: string, place: string) =>
  `Work at the ${thing} of ${place} came to a halt early on Friday with 214 people inside, the guard said, and helpers from the port of ${place} brought everyone out before the evening. The head of the ${thing} told investigators that the alarm had failed twice since Tuesday.`;
