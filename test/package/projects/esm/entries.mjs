/** A user's script with every entry point of the package. */
import { createFunction, events } from "pythonless";
import { events as sameEvents } from "pythonless/events";
import { serve } from "pythonless/node";

const code = 'def handler(event, context):\n    return {"body": event["queryStringParameters"]["name"]}\n';
const fn = createFunction({ source: { "main.py": code }, entrypoint: "main.handler" });
const server = await serve(fn, { port: 0 });
const response = await fetch(`${server.url}?name=Ada`);
console.log(JSON.stringify({ body: await response.text(), isSame: events === sameEvents }));
await server.close();
await fn.close();
