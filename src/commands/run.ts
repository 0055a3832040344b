import { systemClock } from "../base/clock.ts";
import { createLog } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import { loadSettings, readEnvironment } from "../config/load.ts";
import { watchSettings } from "../config/watch.ts";
import { type Role, roles, startService } from "../service.ts";
import type { Command } from "./command.ts";
import { untilStopped, watchNpm } from "./until-stopped.ts";

export const run: Command = {
  name: "run",
  summary: "the service: polls, groups and serves until it is stopped",
  help: `
Usage: node src/main.ts run [--roles poll,group,serve]

Polls the sources of feeds.config.json, folds what they say into stories and serves them
on http://127.0.0.1:3000, until SIGINT or SIGTERM. npm start runs this, and then the end of
npm ends it too.

Options:
  --roles LIST  only these of poll, group and serve, with commas between (default: all three)
  -h, --help    this text

Environment:
  WIREFOLD_CONFIG  the config file           (feeds.config.json)
  DATABASE_URL     where everything is kept  (sqlite:data/wirefold.db)
  HOST, PORT       where to listen           (127.0.0.1, 3000)
  LOG_LEVEL        silent, error, warn, info or debug; one JSON line an event on stderr (info)
  HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY
                   by which proxies feeds are asked, and what is asked straight (none)
`,
  options: { roles: { type: "string" } },
  operands: "none",
  run: async ({ values, stop }) => {
    const asked = readRoles(values["roles"]);
    const environment = readEnvironment();
    const log = createLog(environment.logLevel);
    watchNpm(stop, environment);
    const settings = watchSettings({
      path: environment.configPath,
      initial: await loadSettings(environment.configPath),
      log,
    });
    try {
      await untilStopped(stop, log, async () => {
        const service = await startService({
          environment,
          settings,
          roles: asked,
          clock: systemClock,
          log,
          configFault: () => settings.fault(),
        });
        if (service.url && process.stderr.isTTY) process.stderr.write(`Wirefold is at ${service.url}\n`);
        return service;
      });
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
