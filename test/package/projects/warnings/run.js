import { argv } from "node:process";
import { USES } from "./uses.js";

await USES[argv[2]]();
console.log("done");
