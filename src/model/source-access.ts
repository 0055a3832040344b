/**
 * What a source's own server is told of us besides, by the config: headers, a login, another User-Agent. May hold secrets:
 * it is handed from the config to the request alone, and is neither stored, logged nor shown.
 */
export type SourceAccess = Readonly<{
  /** Scheme, host and port of the source's address: no other server is sent the headers. */
  origin: string;
  /** By name in small letters, Authorization among them. */
  headers: Readonly<Record<string, string>>;
  /** Instead of our own, wherever the poll leads: whoever asks is the same at every redirect. */
  userAgent?: string;
  /** Which of the headers are secrets that stand in the config file itself. */
  plainSecrets: readonly string[];
}>;
