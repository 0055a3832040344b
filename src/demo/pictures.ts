import type { Picture } from "./event.ts";

const width = 1200;
const height = 675;

type Palette = (lightness: number, shift?: number) => string;

/** A calm picture in SVG, the same for the same article: flat shapes in one hue. */
export function drawPicture({ motif, hue }: Picture): string {
  const tone: Palette = (lightness, shift = 0) => `hsl(${(hue + shift + 360) % 360} 46% ${lightness}%)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
${draw[motif](tone, random(hue))}
</svg>
`;
}

const draw: Readonly<Record<Picture["motif"], (tone: Palette, next: () => number) => string>> = {
  sea: (tone, next) => {
    const waves = [420, 480, 545, 610].map(
      (y, index) =>
        `<path d="M0 ${y} q75 ${-18 - next() * 14} 150 0 t150 0 150 0 150 0 150 0 150 0 150 0 150 0 V${height} H0Z" fill="${tone(62 - index * 12, index * 4)}"/>`,
    );
    const x = 300 + next() * 500;
    const ship = `<path d="M${x} 400 h230 l-34 46 h-162Z M${x + 60} 400 v-46 h40 v46Z M${x + 110} 400 v-28 h78 v28Z" fill="${tone(22)}"/>`;
    return sky(tone, next) + waves[0] + ship + waves.slice(1).join("");
  },
  mountains: (tone, next) =>
    sky(tone, next) +
    [330, 430, 530].map((top, index) => ridge(top, tone(64 - index * 20, index * 12), next)).join(""),
  city: (tone, next) => {
    const rows = [0, 1].map((row) => {
      let blocks = "";
      for (let x = -20; x < width;) {
        const [wide, tall] = [60 + next() * 70, 150 + next() * 220 - row * 80];
        blocks += `<path d="M${round(x)} ${height} v${round(-tall)} h${round(wide)} v${round(tall)}Z"/>`;
        if (row === 1) blocks += windows(x, height - tall, wide, tone(78, 30), next);
        x += wide + 8;
      }
      return `<g fill="${tone(row === 0 ? 58 : 30, row * 14)}">${blocks}</g>`;
    });
    return sky(tone, next) + rows.join("");
  },
  stars: (tone, next) => {
    const stars = Array.from(
      { length: 170 },
      () =>
        `<circle cx="${round(next() * width)}" cy="${round(next() * height)}" r="${round(0.6 + next() ** 4 * 4.5)}"/>`,
    );
    const clouds = [38, 46, 54, 62].map((lightness, index) => {
      const [x, y] = [280 + next() * 640, 200 + next() * 280];
      const size = `rx="${round(220 + next() * 240)}" ry="${round(110 + next() * 120)}"`;
      const glow = `<radialGradient id="glow${index}"><stop stop-color="${tone(lightness, index * 22)}" stop-opacity=".7"/><stop offset="1" stop-color="${tone(12)}" stop-opacity="0"/></radialGradient>`;
      return `${glow}<ellipse cx="${round(x)}" cy="${round(y)}" ${size} fill="url(#glow${index})"/>`;
    });
    return `${ground(tone(12))}${clouds.join("")}<g fill="${tone(92, 30)}">${stars.join("")}</g>`;
  },
  fields: (tone, next) => {
    const strips = Array.from({ length: 7 }, (_, index) => {
      const y = 330 + index * 50;
      return `<path d="M0 ${y} Q${round(300 + next() * 600)} ${round(y - 70 + next() * 80)} ${width} ${round(y - 20 + next() * 30)} V${height} H0Z" fill="${tone(70 - index * 7, index * 7 - 20)}"/>`;
    });
    return sky(tone, next) + strips.join("");
  },
  circuit: (tone, next) => {
    const wires = Array.from({ length: 14 }, (_, index) => {
      const [x, fan] = [460 + (index % 7) * 46, ((index % 7) - 3) * 62];
      const [from, way] = index < 7 ? [210, -1] : [465, 1];
      const [knee, end] = [40 + next() * 50, 40 + next() * 60];
      const bend = `${round(fan)} ${round((way * Math.abs(fan)) / 3)}`;
      const tip = from + way * (knee + Math.abs(fan) / 3 + end);
      return `<path d="M${x} ${from} v${round(way * knee)} l${bend} V${round(tip)}"/><circle cx="${x + fan}" cy="${round(tip)}" r="9"/>`;
    });
    const chip = `<rect x="430" y="210" width="340" height="255" rx="22" fill="${tone(26)}" stroke="${tone(74, 20)}" stroke-width="6"/>`;
    const eye = `<circle cx="600" cy="337" r="52" fill="${tone(60, 30)}"/>`;
    return `${ground(tone(18))}<g fill="none" stroke="${tone(52, 12)}" stroke-width="6">${wires.join("")}</g>${chip}${eye}`;
  },
};

const ground = (colour: string): string => `<path d="M0 0h${width}v${height}H0Z" fill="${colour}"/>`;

const sky = (tone: Palette, next: () => number): string =>
  `${ground(tone(84))}<circle cx="${round(180 + next() * 840)}" cy="${round(150 + next() * 90)}" r="76" fill="${tone(94, 40)}"/>`;

function ridge(top: number, colour: string, next: () => number): string {
  let path = `M0 ${height} V${top}`;
  for (let x = 0; x < width;) {
    const [rise, fall] = [70 + next() * 90, 50 + next() * 80];
    path += ` L${round(x + rise)} ${round(top - 30 - next() * 150)} L${round(x + rise + fall)} ${round(top + 20 - next() * 60)}`;
    x += rise + fall;
  }
  return `<path d="${path} V${height}Z" fill="${colour}"/>`;
}

function windows(left: number, top: number, wide: number, colour: string, next: () => number): string {
  let lit = "";
  for (let x = left + 14; x < left + wide - 16; x += 22)
    for (let y = top + 18; y < height - 20; y += 30)
      if (next() < 0.3) lit += `M${round(x)} ${round(y)}h10v14h-10Z`;
  return `<path d="${lit}" fill="${colour}"/>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A small generator (mulberry32): pictures must be the same at every request. */
function random(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
