import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { addSearchFunctions } from "./search-functions.ts";

/** Parameters by name, without the colon; undefined is stored as null. */
type Parameters = Readonly<Record<string, SQLInputValue | undefined>>;

/** node:sqlite with statements prepared once, rows typed by the caller, and transactions. */
export type Database = Readonly<{
  all<Row>(sql: string, parameters?: Parameters): Row[];
  get<Row>(sql: string, parameters?: Parameters): Row | undefined;
  /** Answers how many rows were changed and the id of the row inserted last. */
  run(sql: string, parameters?: Parameters): { changes: number; lastId: number };
  exec(sql: string): void;
  /** Runs `work` as a whole or not at all. Takes the write lock at once, so that it cannot fail half-way for want of it. */
  transaction<T>(work: () => T): T;
  /** The same, and on the disk when it comes back: what is told to somebody as done is not lost to a power cut. */
  durably<T>(work: () => T): T;
  close(): void;
}>;

/** Statements kept prepared: a search has one of its own for each shape of question. */
const mostPrepared = 1000;

export function openDatabase(
  path: string,
  { readOnly = false }: Readonly<{ readOnly?: boolean }> = {},
): Database {
  const connection = new DatabaseSync(path, { readOnly });
  addSearchFunctions(connection);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = connection.prepare(withOpenLimit(sql));
    if (statements.size >= mostPrepared) statements.clear();
    statements.set(sql, statement);
    return statement;
  };
  const transaction = <T>(work: () => T): T => {
    connection.exec("begin immediate");
    try {
      const result = work();
      connection.exec("commit");
      return result;
    } catch (error) {
      // A full disk may have rolled back already.
      if (connection.isTransaction) connection.exec("rollback");
      throw error;
    }
  };
  return {
    all: <Row>(sql: string, parameters: Parameters = {}) => prepare(sql).all(bindable(parameters)) as Row[],
    get: <Row>(sql: string, parameters: Parameters = {}) =>
      prepare(sql).get(bindable(parameters)) as Row | undefined,
    run: (sql, parameters = {}) => {
      const { changes, lastInsertRowid } = prepare(sql).run(bindable(parameters));
      return { changes: Number(changes), lastId: Number(lastInsertRowid) };
    },
    exec: (sql) => connection.exec(sql),
    transaction,
    durably: (work) => {
      // Of WAL's two levels FULL alone waits for the disk at each commit. It cannot be changed within a transaction.
      connection.exec("pragma synchronous = full");
      try {
        return transaction(work);
      } finally {
        connection.exec("pragma synchronous = normal");
      }
    },
    close: () => connection.close(),
  };
}

/**
 * SQLite plans a statement by the value of its limit, and so anew each time that one is bound: half of what a small
 * question takes. Of a sum it knows none.
 */
const withOpenLimit = (sql: string): string => sql.replaceAll(/\blimit :\w+/g, "$& + 0");

function bindable(parameters: Parameters): Record<string, SQLInputValue> {
  const bound: Record<string, SQLInputValue> = {};
  for (const name in parameters) bound[name] = parameters[name] ?? null;
  return bound;
}
