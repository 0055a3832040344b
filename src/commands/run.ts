import { systemClock } from "../base/clock.ts";
import { createLog, type Log } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import { loadSettings, readEnvironment } from "../config/load.ts";
import { watchSettings } from "../config/watch.ts";
import { type Role, type Service, roles, startService } from "../service.ts";
import type { Command } from "./command.ts";

export const run: Command = {
  name: "run",
  summary: "the service: polls, groups and serves until it is stopped",
  help: `
Usage: node src/main.ts run [--roles poll,group,serve]

Polls the sources of feeds.config.json, folds what they say into stories and serves them
on http://127.0.0.1:3000, until SIGINT or SIGTERM. npm start runs this.

Options:
  --roles LIST  only these of poll, group and serve, with commas between (default: all three)
  -h, --help    this text

Environment:
  WIREFOLD_CONFIG  the config file           (feeds.config.json)
  DATABASE_URL     where everything is kept  (sqlite:data/wirefold.db)
  HOST, PORT       where to listen           (127.0.0.1, 3000)
  LOG_LEVEL        silent, error, warn, info or debug; one JSON line an event on stderr (info)
`,
  options: { roles: { type: "string" } },
  operands: "none",
  run: async ({ values }) => {
    const asked = readRoles(values["roles"]);
    const environment = readEnvironment();
    const log = createLog(environment.logLevel);
    const settings = watchSettings({
      path: environment.configPath,
      initial: await loadSettings(environment.configPath),
      log,
    });
    try {
      const service = await startService({
        environment,
        settings,
        roles: asked,
        clock: systemClock,
        log,
        configFault: () => settings.fault(),
      });
      if (service.url && process.stderr.isTTY) process.stderr.write(`Wirefold is at ${service.url}\n`);
      await untilStopped(service, log);
    } finally {
      await settings.stop();
    }
    return 0;
  },
};

function readRoles(value: unknown): readonly Role[] {
  if (typeof value !== "string") return roles;
  const names = value.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !roles.includes(name as Role));
  if (unknown.length > 0)
    throw new UserError(
      `--roles: expected some of ${roles.join(", ")} with commas between, found "${unknown.join(", ")}".`,
      { exitCode: 2 },
    );
  return roles.filter((role) => names.includes(role));
}

/** Resolves when SIGINT or SIGTERM has come and the service has stopped. A second signal does not wait. */
export function untilStopped(service: Service, log: Log): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info("stopping", { signal });
      void service.stop().then(() => {
        process.off("SIGINT", stop).off("SIGTERM", stop);
        log.info("stopped");
        resolve();
      });
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}
