import type { LogLevel } from "../base/log.ts";
import type { Settings } from "../model/settings.ts";

/** All that one process is told: by the environment, and by `feeds.config.json`. */
export type Config = Readonly<{ environment: Environment; settings: Settings }>;

/** The environment, checked; the only place where it is read is `config/load.ts`. */
export type Environment = Readonly<{
  /** `WIREFOLD_CONFIG`: path of the config file. */
  configPath: string;
  /** `DATABASE_URL`: `sqlite:PATH` or `postgres://…`. */
  databaseUrl: string;
  /** `HOST` and `PORT` to listen on. */
  host: string;
  port: number;
  /** `LOG_LEVEL`. */
  logLevel: LogLevel;
}>;
