/** A preload: whoever asks for the network gets an exception, in the main thread and in workers. */
import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

function refuse(...request) {
  console.error("network access:", ...request);
  throw new Error("network access");
}

globalThis.fetch = refuse;
net.Socket.prototype.connect = refuse;
net.connect = net.createConnection = refuse;
dns.lookup = dns.resolve = dns.promises.lookup = dns.promises.resolve = refuse;
dgram.createSocket = refuse;
syncBuiltinESMExports();
