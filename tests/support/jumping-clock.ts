import { readFileSync } from "node:fs";

// For `node --import`: the machine's clock as one that is set shows it. At each SIGUSR2 it is set to what it shows rightly and
// as many hours more as the file WIREFOLD_TEST_CLOCK says. Timers go on as they do in life.

const RightDate = Date;
let wrongByMs = 0;

globalThis.Date = class extends RightDate {
  constructor(...parts: [] | [number | string | Date]) {
    if (parts.length === 0) super(RightDate.now() + wrongByMs);
    else super(...parts);
  }
  static override now(): number {
    return RightDate.now() + wrongByMs;
  }
} as DateConstructor;

process.on("SIGUSR2", () => {
  wrongByMs = Number(readFileSync(process.env["WIREFOLD_TEST_CLOCK"]!, "utf8")) * 3_600_000;
});
