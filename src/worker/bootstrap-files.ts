/** The Python package, as the bundler reads it from wasm-bootstrap/. */
import packageInit from "../../wasm-bootstrap/pythonless/__init__.py";
import absences from "../../wasm-bootstrap/pythonless/absences.py";
import audit from "../../wasm-bootstrap/pythonless/audit.py";
import auditGlobals from "../../wasm-bootstrap/pythonless/audit_globals.py";
import auditLogging from "../../wasm-bootstrap/pythonless/audit_logging.py";
import auditProcess from "../../wasm-bootstrap/pythonless/audit_process.py";
import auditSettings from "../../wasm-bootstrap/pythonless/audit_settings.py";
import awaitables from "../../wasm-bootstrap/pythonless/awaitables.py";
import backEnds from "../../wasm-bootstrap/pythonless/back_ends.py";
import blocking from "../../wasm-bootstrap/pythonless/blocking.py";
import call from "../../wasm-bootstrap/pythonless/call.py";
import conversation from "../../wasm-bootstrap/pythonless/conversation.py";
import details from "../../wasm-bootstrap/pythonless/details.py";
import door from "../../wasm-bootstrap/pythonless/door.py";
import entryPoint from "../../wasm-bootstrap/pythonless/entry_point.py";
import environment from "../../wasm-bootstrap/pythonless/environment.py";
import failures from "../../wasm-bootstrap/pythonless/failures.py";
import faults from "../../wasm-bootstrap/pythonless/faults.py";
import files from "../../wasm-bootstrap/pythonless/files.py";
import findings from "../../wasm-bootstrap/pythonless/findings.py";
import freezing from "../../wasm-bootstrap/pythonless/freezing.py";
import gaps from "../../wasm-bootstrap/pythonless/gaps.py";
import hashes from "../../wasm-bootstrap/pythonless/hashes.py";
import httpRequest from "../../wasm-bootstrap/pythonless/http_request.py";
import httpResponse from "../../wasm-bootstrap/pythonless/http_response.py";
import instanceLoop from "../../wasm-bootstrap/pythonless/instance_loop.py";
import logs from "../../wasm-bootstrap/pythonless/logs.py";
import loops from "../../wasm-bootstrap/pythonless/loops.py";
import names from "../../wasm-bootstrap/pythonless/names.py";
import outbound from "../../wasm-bootstrap/pythonless/outbound.py";
import own from "../../wasm-bootstrap/pythonless/own.py";
import polling from "../../wasm-bootstrap/pythonless/polling.py";
import pyodideHttp from "../../wasm-bootstrap/pythonless/pyodide_http.py";
import reachable from "../../wasm-bootstrap/pythonless/reachable.py";
import refusals from "../../wasm-bootstrap/pythonless/refusals.py";
import sealing from "../../wasm-bootstrap/pythonless/sealing.py";
import settings from "../../wasm-bootstrap/pythonless/settings.py";
import sleepingLoop from "../../wasm-bootstrap/pythonless/sleeping_loop.py";
import snapshot from "../../wasm-bootstrap/pythonless/snapshot.py";
import sockets from "../../wasm-bootstrap/pythonless/sockets.py";
import dbm from "../../wasm-bootstrap/pythonless/standard/dbm.py";
import grp from "../../wasm-bootstrap/pythonless/standard/grp.py";
import pwd from "../../wasm-bootstrap/pythonless/standard/pwd.py";
import resource from "../../wasm-bootstrap/pythonless/standard/resource.py";
import syslog from "../../wasm-bootstrap/pythonless/standard/syslog.py";
import stopping from "../../wasm-bootstrap/pythonless/stopping.py";
import tls from "../../wasm-bootstrap/pythonless/tls.py";
import waiting from "../../wasm-bootstrap/pythonless/waiting.py";
import runtime from "../../wasm-bootstrap/runtime.py";

/** Text by path below /function/runtime. */
export const bootstrapFiles: Readonly<Record<string, string>> = {
  "runtime.py": runtime,
  "pythonless/__init__.py": packageInit,
  "pythonless/absences.py": absences,
  "pythonless/audit.py": audit,
  "pythonless/audit_globals.py": auditGlobals,
  "pythonless/audit_logging.py": auditLogging,
  "pythonless/audit_process.py": auditProcess,
  "pythonless/audit_settings.py": auditSettings,
  "pythonless/back_ends.py": backEnds,
  "pythonless/blocking.py": blocking,
  "pythonless/awaitables.py": awaitables,
  "pythonless/call.py": call,
  "pythonless/details.py": details,
  "pythonless/settings.py": settings,
  "pythonless/conversation.py": conversation,
  "pythonless/door.py": door,
  "pythonless/entry_point.py": entryPoint,
  "pythonless/environment.py": environment,
  "pythonless/failures.py": failures,
  "pythonless/faults.py": faults,
  "pythonless/files.py": files,
  "pythonless/findings.py": findings,
  "pythonless/freezing.py": freezing,
  "pythonless/gaps.py": gaps,
  "pythonless/hashes.py": hashes,
  "pythonless/http_request.py": httpRequest,
  "pythonless/http_response.py": httpResponse,
  "pythonless/instance_loop.py": instanceLoop,
  "pythonless/logs.py": logs,
  "pythonless/loops.py": loops,
  "pythonless/names.py": names,
  "pythonless/outbound.py": outbound,
  "pythonless/own.py": own,
  "pythonless/polling.py": polling,
  "pythonless/pyodide_http.py": pyodideHttp,
  "pythonless/reachable.py": reachable,
  "pythonless/refusals.py": refusals,
  "pythonless/sealing.py": sealing,
  "pythonless/snapshot.py": snapshot,
  "pythonless/sleeping_loop.py": sleepingLoop,
  "pythonless/sockets.py": sockets,
  "pythonless/standard/dbm.py": dbm,
  "pythonless/standard/grp.py": grp,
  "pythonless/standard/pwd.py": pwd,
  "pythonless/standard/resource.py": resource,
  "pythonless/standard/syslog.py": syslog,
  "pythonless/stopping.py": stopping,
  "pythonless/tls.py": tls,
  "pythonless/waiting.py": waiting,
};
