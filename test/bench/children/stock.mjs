/** A fresh process: prints the milliseconds that a stock Pyodide takes to the first result of the same handler. */
import { SOURCES } from "../sources.mjs";

const started = performance.now();
const { loadPyodide } = await import("pyodide");
const pyodide = await loadPyodide();
pyodide.runPython("import json, asyncio, logging");
pyodide.runPython(SOURCES.hello);
const call = pyodide.runPython("lambda text: json.dumps(handler(json.loads(text), None))");
call('{"name": "Ada"}');
console.log(performance.now() - started);
