/** Entry of offline.html: the page, and the word that memory cannot be shared in a file. */

import "../main.ts";
import { sayUnshared } from "./note.ts";
import { whenIdle } from "./when-idle.ts";

void whenIdle().then(sayUnshared);
