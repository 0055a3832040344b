import { createTask, parse } from "node-cron";

/** Leap days are at most eight years apart. */
const horizonDays = 8 * 366;

type Fields = Pick<ReturnType<typeof parse>, "second" | "minute" | "hour">;

/** "30,10" is read as it is written. */
const inOrder = ({ second, minute, hour }: Fields): Fields => ({
  second: second.toSorted((a, b) => a - b),
  minute: minute.toSorted((a, b) => a - b),
  hour: hour.toSorted((a, b) => a - b),
});

/**
 * The first instant after `after` that a cron expression names, in the machine's own time zone, or undefined where it
 * never comes (29 February on a first Monday). The expression has been checked with the config.
 */
export function nextCronTime(expression: string, after: Date): Date | undefined {
  const { second, minute, hour } = inOrder(parse(expression));
  // A task knows its next run only from now on; whether a given instant matches, it tells of any.
  const task = createTask(expression, () => {});
  try {
    for (let day = 0; day <= horizonDays; day++) {
      const [year, month, date] = [after.getFullYear(), after.getMonth(), after.getDate() + day];
      for (const h of hour) {
        // Days and months are matched by the task, and all times of one hour are on one day: the first one tells.
        const first = new Date(year, month, date, h, minute[0], second[0]);
        if (!task.match(first)) continue;
        for (const m of minute)
          for (const s of second) {
            const time = new Date(year, month, date, h, m, s);
            if (time > after) return time;
          }
      }
    }
    return undefined;
  } finally {
    void task.destroy();
  }
}
