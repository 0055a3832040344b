const isPostgres = /^postgres(?:ql)?:\/\//;

/** Which engine a database URL without faults names, and what that engine opens. */
export const engineOf = (
  databaseUrl: string,
): Readonly<{ engine: "postgres"; url: string } | { engine: "sqlite"; path: string }> =>
  isPostgres.test(databaseUrl)
    ? { engine: "postgres", url: databaseUrl }
    : { engine: "sqlite", path: databaseUrl.slice("sqlite:".length) };

/** What is wrong with a database URL as such, in a sentence; undefined for one that may be opened. */
export function databaseFault(databaseUrl: string): string | undefined {
  if (databaseUrl.startsWith("sqlite:")) return undefined;
  if (isPostgres.test(databaseUrl))
    return URL.canParse(databaseUrl)
      ? undefined
      : `DATABASE_URL is no address: expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, where characters such as @ / : in the password stand as %40 %2F %3A.`;
  const scheme = /^[a-z]+/i.exec(databaseUrl)?.[0] ?? databaseUrl.slice(0, 20);
  return `DATABASE_URL begins with "${scheme}"; it names SQLite ("sqlite:PATH", for instance sqlite:data/wirefold.db) or PostgreSQL ("postgres://USER:PASSWORD@HOST:PORT/DATABASE").`;
}
