import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

/** Of nobody but itself, for `localhost`, from 2020 to 2120, with its key: it protects nothing. */
const pem = readFileSync(new URL("self-signed.pem", import.meta.url));

/** A server on this machine whose certificate nobody vouches for. */
export async function startSecureServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer({ key: pem, cert: pem }, (_, response) => response.end("secret"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
