import { hash } from "node:crypto";
import { Pool, type PoolClient, type QueryConfig, type QueryResult, types } from "pg";
import { connectionLost, isLostConnection, mayBeRepeated } from "./faults.ts";
import { listenTo } from "./listening.ts";
import { type Numbered, numberParameters, type Parameters, valuesOf } from "./named-parameters.ts";

/**
 * Runs statements: each for itself on any connection of the pool, or, as what a transaction's work is given, all on its
 * one connection. There they must be awaited one after the other.
 */
export type Connection = Readonly<{
  all<Row>(sql: string, parameters?: Parameters): Promise<Row[]>;
  get<Row>(sql: string, parameters?: Parameters): Promise<Row | undefined>;
  /**
   * As `all`, planned anew for these values: for lists, which are asked for in more ways than a connection can know by
   * name, and of which the quickest way is another for each of them.
   */
  find<Row>(sql: string, parameters?: Parameters): Promise<Row[]>;
  /** Answers how many rows were changed. */
  run(sql: string, parameters?: Parameters): Promise<{ changes: number }>;
  /** Statements without parameters, as many as there are. */
  exec(sql: string): Promise<void>;
}>;

/** `pg` with named parameters, rows typed by the caller, and transactions. */
export type Database = Connection &
  Readonly<{
    /**
     * Runs `work` as a whole or not at all, at "read committed": each statement sees what others have ended by then. So
     * whoever decides by what is read locks it first (`for update`). Where others were in the way (a deadlock, say) the
     * work is run again from its start: what it changes besides the database must be made anew in it.
     *
     * `work` must use the connection that it is given, never the database itself: with all connections taken, it would
     * wait for itself.
     */
    transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
    /** Reads the database as it is at one moment, with as many statements as it takes. */
    snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
    /** Calls `wake` at each notification of a channel, on a connection of its own; see `listening.ts`. */
    listen(channel: string, wake: () => void): Readonly<{ stop(): Promise<void> }>;
    close(): Promise<void>;
  }>;

/** So many transactions and pages at once keep a database busy that has a processor or four; the rest waits here. */
const mostConnections = 10;
/** As long as SQLite waits for its lock: whoever asks has given up by then. */
const lockTimeoutMs = 10_000;
/** The length of a lease: what takes longer has lost the right to be written. */
const statementTimeoutMs = 30_000;
/** Between two statements of a transaction lies no more than some reckoning: whoever is silent for longer is frozen, and lets go of its locks. */
const idleTimeoutMs = 10_000;
/** For a server that is gone without a word: later than all that the server itself ends. */
const answerTimeoutMs = statementTimeoutMs + 5000;

const limits = {
  lock_timeout: lockTimeoutMs,
  statement_timeout: statementTimeoutMs,
  idle_in_transaction_session_timeout: idleTimeoutMs,
  query_timeout: answerTimeoutMs,
};

/**
 * What asks for a page's worth is over before a program for it is compiled or other processes are called in, and many ask at
 * once. What pages are made of is mostly in memory: by the server's own figure, which is a turning disk's, whole tables
 * would be read in place of a few dozen rows.
 */
const planning = "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1";

/** `patient`: for work that may rightly take long (a step of the schema); its statements have no limits of time. */
export function openDatabase(
  url: string,
  { patient = false }: Readonly<{ patient?: boolean }> = {},
): Database {
  const pool = new Pool({
    connectionString: patient ? url : withOptions(url, planning),
    max: mostConnections,
    connectionTimeoutMillis: lockTimeoutMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: "wirefold",
    ...(!patient && limits),
    types: { getTypeParser: (oid, format) => parsers.get(oid) ?? types.getTypeParser(oid, format) },
  });
  // Without a listener a lost connection would end the process. Whoever was using it is told by the statement itself.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return {
    ...connectionOf((query) => repeating(() => onAnyClient(pool, query))),
    transaction: (work) => repeating(() => transaction(pool, "begin", work)),
    snapshot: (work) => transaction(pool, "begin isolation level repeatable read read only", work),
    listen: (channel, wake) => listenTo(url, channel, wake),
    close: () => pool.end(),
  };
}

/** What the address itself asks for stands last, and so holds. */
function withOptions(url: string, options: string): string {
  const address = new URL(url);
  const own = address.searchParams.get("options");
  address.searchParams.set("options", own === null ? options : `${options} ${own}`);
  return address.href;
}

/** Numbers as numbers (all of ours are exact below 2^53), JSON as the text that the readers of rows take. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.NUMERIC, Number],
  [types.builtins.JSON, String],
  [types.builtins.JSONB, String],
]);

type Query = string | QueryConfig;
type Run = (query: Query) => Promise<QueryResult>;

function connectionOf(run: Run): Connection {
  const rows = async <Row>(sql: string, parameters: Parameters = {}): Promise<Row[]> =>
    (await run(prepared(sql, parameters))).rows as Row[];
  return {
    all: rows,
    get: async <Row>(sql: string, parameters?: Parameters) => (await rows<Row>(sql, parameters))[0],
    find: async <Row>(sql: string, parameters: Parameters = {}) => {
      const numbered = numberParameters(sql);
      return (await run({ text: numbered.text, values: valuesOf(numbered, parameters) })).rows as Row[];
    },
    run: async (sql, parameters = {}) => ({ changes: (await run(prepared(sql, parameters))).rowCount ?? 0 }),
    exec: async (sql) => void (await run(sql)),
  };
}

type Statement = Numbered & Readonly<{ name: string }>;
const statements = new Map<string, Statement>();
/** More than there are in our files: what is put together from a reader's wishes must not fill the server's memory. */
const mostStatements = 1000;

/** By its name a connection knows a statement again that it has parsed before. */
function prepared(sql: string, parameters: Parameters): QueryConfig {
  let statement = statements.get(sql);
  if (!statement) {
    const numbered = numberParameters(sql);
    if (statements.size >= mostStatements)
      return { text: numbered.text, values: valuesOf(numbered, parameters) };
    statement = { ...numbered, name: hash("sha256", numbered.text, "base64url").slice(0, 24) };
    statements.set(sql, statement);
  }
  return { name: statement.name, text: statement.text, values: valuesOf(statement, parameters) };
}

async function onAnyClient(pool: Pool, query: Query): Promise<QueryResult> {
  const client = await pool.connect();
  try {
    const result = await client.query(query);
    client.release();
    return result;
  } catch (error) {
    const isLost = isLostConnection(error);
    client.release(isLost);
    throw isLost ? connectionLost(error) : error;
  }
}

async function transaction<T>(
  pool: Pool,
  begin: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const result = await work(connectionOf((query) => client.query(query)));
    const { command } = await client.query("commit");
    // That is how the server answers where a statement had failed and nobody minded.
    if (command !== "COMMIT")
      throw new Error("Nothing was written: a statement of the transaction had failed");
    client.release();
    return result;
  } catch (error) {
    // A connection whose answer may still come, or that is within a transaction, is no use to others.
    const isLost = isLostConnection(error);
    client.release(isLost || !(await isRolledBack(client)));
    throw isLost ? connectionLost(error) : error;
  }
}

const isRolledBack = (client: PoolClient): Promise<boolean> =>
  client.query("rollback").then(
    () => true,
    () => false,
  );

const mostAttempts = 5;

async function repeating<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === mostAttempts || !mayBeRepeated(error)) throw error;
    }
  }
}
