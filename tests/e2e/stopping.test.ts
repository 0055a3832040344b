import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { installation } from "../support/installation.ts";
import { until } from "../support/program.ts";

const projectRoot = resolve(import.meta.dirname, "../..");

/** Starts a command in a process group of its own; `ended` resolves when all of the group have let go of their output. */
function startGroup(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => void (output += text));
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    [Symbol.asyncDispose]: async () => {
      try {
        process.kill(-(child.pid ?? 0), "SIGKILL");
      } catch {
        // It has ended already.
      }
      await ended;
    },
  };
}

test.skipIf(process.platform === "win32")(
  "SIGTERM to npm alone ends the service too, within five seconds",
  async () => {
    await using here = await installation("info");
    await using npm = startGroup("npm", ["start"], here.env);
    await until("it has started", 60_000, () => npm.output().includes(`"event":"started"`) || undefined);
    const askedAt = Date.now();
    process.kill(npm.pid, "SIGTERM");
    await npm.ended;
    expect(Date.now() - askedAt).toBeLessThan(5000);
    // Shells that put node in their own place hand the signal on: then that is the reason.
    expect(npm.output()).toMatch(/"(?:reason":"the npm that started this has ended|signal":"SIGTERM)"/);
    expect(npm.output()).toContain(`"event":"stopped"`);
  },
);

test.skipIf(process.platform === "win32")("a service that its shell has left behind goes on", async () => {
  await using here = await installation("info");
  const script = `"$0" src/main.ts run & echo "pid $!"`;
  await using shell = startGroup("sh", ["-c", script, process.execPath], {
    ...here.env,
    npm_lifecycle_event: "",
  });
  await until("it has started", 60_000, () => shell.output().includes(`"event":"started"`) || undefined);
  const { url } = JSON.parse(/^\{.*"event":"started".*$/m.exec(shell.output())?.[0] ?? "{}") as {
    url: string;
  };
  await new Promise((resolve) => setTimeout(resolve, 2200)); // two looks at a parent, were it watched
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  process.kill(Number(/pid (\d+)/.exec(shell.output())?.[1]), "SIGTERM");
  await shell.ended;
  expect(shell.output()).toContain(`"signal":"SIGTERM"`);
});
