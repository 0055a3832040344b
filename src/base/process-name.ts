import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

/** A name for this process that no other has, ever, and that tells people which one it is: `host:pid:…`. */
export const processName = (): string => `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
