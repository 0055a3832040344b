/** A proxy that the operator named in the environment. */
export type Proxy = Readonly<{
  /** `http://HOST:PORT` or `https://HOST:PORT`, without credentials: it may be shown and logged. */
  url: string;
  /** Where it is named: `HTTPS_PROXY`. */
  variable: string;
  /** The value of Proxy-Authorization, for this proxy only, never shown. */
  authorization?: string;
}>;

/** By which proxy requests go out. None of them for addresses of this machine itself. */
export type ProxySettings = Readonly<{
  /** For http: and for https: addresses; absent: straight. */
  http?: Proxy;
  https?: Proxy;
  /** The entries of NO_PROXY: what is asked straight. */
  except: readonly string[];
}>;
