import type { LogLevel } from "../base/log.ts";
import type { ProxySettings } from "../model/proxies.ts";

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
  /** `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. */
  proxies: ProxySettings;
  /** By `npm start`, `npm run demo` or `npx`, which must not end without us. */
  startedByNpm: boolean;
}>;
