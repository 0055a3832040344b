import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { listening } from "../support/listening.ts";
import { until } from "../support/program.ts";

const run = promisify(execFile);
const nginx = "/usr/sbin/nginx";
const wrk = "/usr/bin/wrk";

/** What has to be installed from Debian for a comparison. */
export const missingPrograms = (): readonly string[] => [nginx, wrk].filter((file) => !existsSync(file));

/** What a server under load managed; processor time is its own, with all its processes. */
export type Load = Readonly<{ perSecond: number; cpuUs: number }>;

/** Asks a server as fast as it answers. Throws where an answer was an error. */
export async function underLoad(
  url: string,
  options: Readonly<{ pid: number; connections: number; seconds: number; headers: readonly string[] }>,
): Promise<Load> {
  const { pid, connections, seconds, headers } = options;
  const before = cpuSecondsOf(pid);
  const asked = headers.flatMap((header) => ["-H", header]);
  const load = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", ...asked, url];
  const { stdout } = await run(wrk, load);
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1]);
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  if (/Non-2xx|Socket errors/.test(stdout) || !(requests > 0)) throw new Error(`${url}\n${stdout}`);
  return { perSecond, cpuUs: (1e6 * (cpuSecondsOf(pid) - before)) / requests };
}

/** nginx with one worker, which serves these bodies as files, plain and gzipped. */
export async function startNginx(folder: string, files: Readonly<Record<string, Buffer>>) {
  await mkdir(`${folder}/www`, { recursive: true });
  for (const [name, body] of Object.entries(files)) {
    await writeFile(`${folder}/www/${name}`, body);
    await writeFile(`${folder}/www/${name}.gz`, gzipSync(body));
  }
  const port = await freePort();
  await writeFile(`${folder}/nginx.conf`, configOf(folder, port));
  const child = spawn(nginx, ["-p", folder, "-c", `${folder}/nginx.conf`, "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (said += text));
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(url).then(
      () => true,
      () => undefined,
    );
  await until(`nginx answers ${said}`, 10_000, answers);
  return {
    url,
    pid: child.pid!,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

const configOf = (folder: string, port: number): string => `
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=100;
  gzip_static on;
  default_type application/rss+xml;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  server { listen 127.0.0.1:${port}; root ${folder}/www; }
}
`;

async function freePort(): Promise<number> {
  await using server = await listening(createServer());
  return server.port;
}

/** proc(5): fields 14 and 15 of stat, in ticks of a hundredth of a second; of a process and its children. */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  const own = (Number(fields[11]) + Number(fields[12])) / 100;
  return children.reduce((sum, child) => sum + cpuSecondsOf(Number(child)), own);
}
