/** Somebody with a browser: keeps the cookie, sends forms as a page would, and follows nothing by itself. */
export function visitorOf(base: string, cookie?: string) {
  const jar = { cookie };
  const ask = async (
    path: string,
    init: Omit<RequestInit, "headers"> & Readonly<{ headers: Readonly<Record<string, string>> }>,
  ) => {
    const headers = {
      accept: "text/html,*/*;q=0.8",
      ...(jar.cookie !== undefined && { cookie: jar.cookie }),
      ...init.headers,
    };
    const response = await fetch(base + path, { ...init, redirect: "manual", headers });
    for (const set of response.headers.getSetCookie()) jar.cookie = set.split(";", 1)[0] ?? "";
    return response;
  };
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    ask(path, { headers: { "cache-control": "max-age=0", ...headers } });
  const post = (
    path: string,
    fields: Readonly<Record<string, string>> | [string, string][],
    headers: Readonly<Record<string, string>> = {},
  ) => ask(path, { method: "POST", body: new URLSearchParams(fields), headers });
  return {
    jar,
    get,
    post,
    page: async (path: string, headers: Readonly<Record<string, string>> = {}) =>
      (await get(path, headers)).text(),
    /** Where a form leads. */
    led: async (path: string, fields: Readonly<Record<string, string>>) => {
      const response = await post(path, fields);
      return [response.status, response.headers.get("location")];
    },
    /** As a script asks. */
    told: async (path: string, fields: Readonly<Record<string, string>> | [string, string][]) => {
      const response = await post(path, fields, { accept: "application/json" });
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
    },
  };
}

/** Which stories a page shows, in its order, and what it says is marked of them: "2", "1 read", "3 read starred". */
export const shownMarks = (html: string): string[] =>
  [...html.matchAll(/<(?:article|div) [^>]*data-story="(\d+)"([^>]*)>/g)].map(([, id, rest = ""]) =>
    [id, / data-read\b/.test(rest) && "read", / data-starred\b/.test(rest) && "starred"]
      .filter(Boolean)
      .join(" "),
  );
