import { createSocket } from "node:dgram";
import ipaddr from "ipaddr.js";

/** Of each name the addresses of one answer after the other, the last for ever; `*` is any other name. */
export type Names = Readonly<Record<string, readonly (readonly string[])[]>>;

const types: Readonly<Record<number, "ipv4" | "ipv6">> = { 1: "ipv4", 28: "ipv6" };

/** A DNS server (RFC 1035) on port 53 of 127.0.0.1 that answers A and AAAA, good for no time at all. */
export async function startNameServer(names: Names): Promise<void> {
  const asked = new Map<string, number>();
  const server = createSocket("udp4", (query, { port, address }) => {
    const { name, type, end } = readQuestion(query);
    const answers = names[name] ?? names["*"] ?? [];
    const key = `${name} ${type}`;
    const time = asked.get(key) ?? 0;
    asked.set(key, time + 1);
    const found = (answers[Math.min(time, answers.length - 1)] ?? [])
      .map((text) => ipaddr.parse(text))
      .filter((parsed) => parsed.kind() === types[type]);
    server.send(
      Buffer.concat([
        header(query, found.length),
        query.subarray(12, end),
        ...found.map((parsed) => record(type, parsed.toByteArray())),
      ]),
      port,
      address,
    );
  });
  await new Promise<void>((done) => server.bind(53, "127.0.0.1", done));
}

function readQuestion(query: Buffer) {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An answer, recursion available, to one question. */
function header(query: Buffer, answers: number): Buffer {
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8580, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(answers, 6);
  return head;
}

function record(type: number, address: readonly number[]): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, address.length]); // of the name asked for, ttl 0
  return Buffer.concat([head, Buffer.from(address)]);
}
