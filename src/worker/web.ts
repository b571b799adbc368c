/** Entry of the web worker. Its near end is src/host/web.ts. */

import * as Comlink from "comlink";
import * as python from "./python.ts";
import { createSession } from "./session.ts";

Comlink.expose(createSession(async () => python));
