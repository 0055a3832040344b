import type { PageQuery } from "../copy-side.ts";
import type { StoredTable } from "../stored-tables.ts";

export const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

type Statement = Readonly<{ sql: string; parameters: Readonly<Record<string, string | number>> }>;

/** As every engine understands it. */
export function pageSql(
  table: StoredTable,
  columns: readonly string[],
  { after, limit }: PageQuery,
): Statement {
  const bound = (after ?? []).map((value, index) => [`after${index}`, value] as const);
  const conditions = [
    ...(after ? [`(${quoted(table.key)}) > (${bound.map(([name]) => `:${name}`).join(", ")})`] : []),
    ...exceptSql(table),
  ];
  return {
    sql: `select ${quoted(columns)} from ${table.name} ${where(conditions)}
          order by ${quoted(table.key)} limit :limit`,
    parameters: { ...Object.fromEntries(bound), limit },
  };
}

export const countSql = (table: StoredTable): string =>
  `select count(*) as rows from ${table.name} ${where(exceptSql(table))}`;

const exceptSql = ({ key, except }: StoredTable): readonly string[] =>
  except === undefined ? [] : [`"${key[0]}" <> '${except}'`];

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
