import { describeError } from "../../base/log.ts";
import { codeOf } from "./faults.ts";

/** A database's address as it may be shown and logged: without password and options. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return "postgres";
  const { username, host, pathname, searchParams } = new URL(url);
  const socket = searchParams.get("host");
  return `postgres://${username && `${username}@`}${host || (socket ?? "localhost")}${pathname}`;
}

/** Why a database could not be opened, and what to do about it, in a sentence or two. */
export function openFault(error: unknown): string {
  const found = describeError(error);
  const byText = (advices: typeof firstByText) => advices.find(([text]) => text.test(found))?.[1];
  const advice = byText(firstByText) ?? adviceByCode.get(codeOf(error) ?? "") ?? byText(lastByText);
  return advice === undefined ? `${found}.` : `${found}. ${advice}`;
}

const start =
  "Is PostgreSQL running there, and does it listen on that address? Start it, or correct DATABASE_URL.";
const name = "Correct its host in DATABASE_URL.";
const way = "Look at the network and the firewall between here and there, or correct DATABASE_URL.";
const rights =
  "Give this user the right to create and write tables there (`grant create, usage on schema public to …`), or make it the database's owner.";
const later = "Try again when it is up.";
const primary = "It may only be read: name the primary server in DATABASE_URL, not a replica.";

const adviceByCode: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", start],
  ["ENOENT", start], // a socket's file
  ["ENOTFOUND", name],
  ["EAI_AGAIN", name],
  ["ETIMEDOUT", way],
  ["EHOSTUNREACH", way],
  ["ENETUNREACH", way],
  [
    "28P01",
    "Correct user and password in DATABASE_URL (characters such as @ / : stand in it as %40 %2F %3A).",
  ],
  ["28000", "Correct the user in DATABASE_URL, or let it in from here (pg_hba.conf)."],
  ["3D000", "Create it (`create database …`), or correct its name in DATABASE_URL."],
  ["42501", rights],
  ["25006", primary],
  ["53300", "Raise max_connections there, or run fewer processes: each takes ten at most."],
  ["57P03", later],
]);

const firstByText: readonly (readonly [RegExp, string])[] = [
  [
    // As the driver says it of one way to log in, and the server of another.
    /client password must be|empty password/i,
    "DATABASE_URL holds no password, and the server asks for one: postgres://USER:PASSWORD@HOST/DATABASE.",
  ],
];
const lastByText: typeof firstByText = [
  [/does not support SSL/i, "Take sslmode out of DATABASE_URL, or turn SSL on there."],
  [/certificate|self.signed/i, "Name the server's certificate authority in DATABASE_URL (sslrootcert=FILE)."],
  [/timeout|timed out/i, way],
  [/terminated|closed|ECONNRESET/i, "Is it PostgreSQL that answers there? Correct DATABASE_URL."],
];
