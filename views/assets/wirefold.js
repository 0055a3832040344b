// What the passing of time changes on a page: ages, clocks in the visitor's zone, news. Every page is whole without it.
{
  const minute = 60_000;
  const root = document.documentElement;
  // In the words of the page, and as the server writes them (src/reader/words/formats.ts); only the zone is the visitor's.
  const locale = root.lang === "en" ? "en-GB" : root.lang;
  const exactly = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
  const wholeDay = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  const clockTime = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(locale, { style: "short" });

  const units = [
    ["day", 1440 * minute],
    ["hour", 60 * minute],
    ["minute", minute],
  ];

  /** "5 min ago"; undefined for what is too new or too old to be told so. */
  function ago(ms) {
    const [unit, size] = units.find(([, size]) => Math.abs(ms) >= size) ?? [];
    if (!unit || Math.abs(ms) >= 7 * 1440 * minute) return undefined;
    const text = relative.format(Math.trunc(ms / size), unit);
    return locale === "en-GB" ? text.replace(/(?<=\d )hr\.?/, "h") : text;
  }

  /** Ages are right as they come, by the server's clock; later, and on pages from the browser's memory, by the visitor's. */
  function tellTimes({ withAges }) {
    const now = Date.now();
    const today = new Date(now).toDateString();
    const day = document.querySelector("[data-day]");
    if (day && day.textContent !== wholeDay.format(now)) day.textContent = wholeDay.format(now);
    for (const time of document.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      time.title = exactly.format(at);
      const isToday = "clock" in time.dataset && at.toDateString() === today;
      const text = isToday
        ? clockTime.format(at)
        : withAges && "ago" in time.dataset
          ? ago(at - now)
          : undefined;
      if (text && text !== time.textContent) time.textContent = text;
    }
  }

  const list = document.querySelector("[data-list][data-as-of]");
  const bar = document.querySelector("#news");
  let wait = minute;
  let askAt = Date.now() + wait;

  /** Asks how many stories are newer than the page; says so beside it, and moves nothing. */
  async function askForNews() {
    const { list: path, asOf } = list.dataset;
    const askedAt = Date.now();
    askAt = Infinity;
    try {
      const answer = await fetch(`/news?${new URLSearchParams({ list: path, asOf })}`);
      if (!answer.ok) throw new Error(`/news answered ${answer.status}`);
      tellNews((await answer.json()).stories, path);
      wait = minute;
    } catch {
      wait = Math.min(wait * 2, 15 * minute);
    }
    askAt = askedAt + wait;
  }

  function tellNews(stories, path) {
    const form = new Intl.PluralRules(locale).select(stories);
    const text = (bar.dataset[form] ?? bar.dataset.other).replace("{n}", stories.toLocaleString(locale));
    if (stories === 0 || bar.textContent === text) return;
    // The link stays the same: it may have the focus.
    const link = bar.querySelector("a") ?? bar.appendChild(document.createElement("a"));
    link.href = path;
    link.textContent = text;
  }

  const isLooking = () => document.visibilityState === "visible";
  function pass() {
    if (!isLooking()) return;
    tellTimes({ withAges: true });
    if (list && bar && navigator.onLine && Date.now() >= askAt) void askForNews();
  }

  const [navigation] = performance.getEntriesByType("navigation");
  tellTimes({ withAges: navigation?.type === "back_forward" });
  setInterval(pass, minute / 4);
  document.addEventListener("visibilitychange", pass);
  // Back from the browser's memory, where time stood still.
  addEventListener("pageshow", ({ persisted }) => persisted && pass());
}
