import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A way to a server on this machine that a test can cut, as where the server is stopped, and mend again. */
export async function cuttableWay(port: number) {
  const open = new Set<Socket>();
  const begin = (at: number) => {
    const server = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        open.add(one);
        one
          .on("error", () => {})
          .on("close", () => {
            open.delete(one);
            other.destroy();
          });
        one.pipe(other);
      }
    });
    return server.listen(at, "127.0.0.1");
  };
  let server = begin(0);
  await once(server, "listening");
  const at = (server.address() as AddressInfo).port;
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of open) socket.resetAndDestroy();
    await closed;
  };
  return {
    port: at,
    cut,
    mend: async () => {
      server = begin(at);
      await once(server, "listening");
    },
    [Symbol.asyncDispose]: cut,
  };
}
