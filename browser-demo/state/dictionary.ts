import type { EventName } from "./event.ts";
import type { Summary } from "./history.ts";
import type { NameProblem } from "./project.ts";

type Words =
  | "title"
  | "tagline"
  | "footer"
  | "tools"
  | "function"
  | "open"
  | "openTip"
  | "share"
  | "download"
  | "theme"
  | "themeSystem"
  | "themeLight"
  | "themeDark"
  | "language"
  | "shortcuts"
  | "examplesLabel"
  | "examplesChoose"
  | "examplesBasics"
  | "examplesTriggers"
  | "code"
  | "files"
  | "fileName"
  | "newFile"
  | "renameFile"
  | "deleteFile"
  | "cancel"
  | "format"
  | "formatTip"
  | "lint"
  | "lintLoading"
  | "lintOn"
  | "noNetwork"
  | "entrypoint"
  | "timeoutSeconds"
  | "memory"
  | "environment"
  | "variable"
  | "value"
  | "removeRow"
  | "call"
  | "httpRequest"
  | "event"
  | "run"
  | "stop"
  | "url"
  | "method"
  | "raw"
  | "rawTip"
  | "query"
  | "parameter"
  | "headers"
  | "header"
  | "body"
  | "noBody"
  | "asCurl"
  | "eventLabel"
  | "eventsLabel"
  | "eventsChoose"
  | "beyondRequest"
  | "callAsItIs"
  | "eventNotJson"
  | "loading"
  | "tryAgain"
  | "ready"
  | "running"
  | "stopping"
  | "response"
  | "noAnswer"
  | "noneChosen"
  | "refused"
  | "answerBody"
  | "answerSource"
  | "answerHeaders"
  | "emptyBody"
  | "htmlAnswer"
  | "brokenImage"
  | "failure"
  | "traceback"
  | "duration"
  | "billed"
  | "init"
  | "memoryUsed"
  | "start"
  | "cold"
  | "warm"
  | "requestId"
  | "logs"
  | "logLines"
  | "noLogs"
  | "nothingPasses"
  | "filter"
  | "filterLogs"
  | "levels"
  | "levelsAll"
  | "levelsFunction"
  | "levelsWarnings"
  | "payload"
  | "history"
  | "plot"
  | "noCalls"
  | "clear"
  | "useAgain"
  | "copy"
  | "copied"
  | "notCopied"
  | "notice"
  | "close"
  | "undo"
  | "linkOpened"
  | "linkDamaged"
  | "linkNewer"
  | "noFiles"
  | "downloaded"
  | "noRuff"
  | "onlyPython"
  | "dropHere";

type Sentences = Readonly<Record<Words, string>>;

/** All that the page says, in one language. */
export interface Dictionary extends Sentences {
  readonly examples: Readonly<Record<string, string>>;
  readonly nameProblems: Readonly<Record<NameProblem, string>>;
  readonly events: Readonly<Record<EventName, string>>;
  readonly statuses: Readonly<Record<number, string>>;
  /** Keys with a space between them, and what they do. */
  readonly shortcutList: readonly (readonly [keys: string, what: string])[];
  /** CodeMirror's own words. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly binaryFile: (count: number) => string;
  readonly withheld: (names: string) => string;
  readonly notJson: (reason: string) => string;
  /** `totalBytes` is 0 where it is not known. */
  readonly loadedOf: (loadedBytes: number, totalBytes: number) => string;
  readonly loadingFailed: (reason: string) => string;
  readonly imageAnswer: (mediaType: string, count: number) => string;
  readonly goTo: (path: string, line: number) => string;
  readonly memoryOf: (usedMb: number, sizeMb: number) => string;
  readonly earlierHidden: (count: number) => string;
  readonly summary: (summary: Summary) => string;
  readonly linkCopied: (count: number) => string;
  readonly linkShown: (count: number) => string;
  readonly opened: (name: string) => string;
  readonly deleted: (name: string) => string;
  readonly openFailed: (reason: string) => string;
  readonly partFailed: (reason: string) => string;
  readonly ruffFailed: (reason: string) => string;
  readonly notFormatted: (reason: string) => string;
  readonly seconds: (value: number) => string;
  readonly ms: (value: number) => string;
  readonly bytes: (count: number) => string;
  readonly time: (epochMs: number) => string;
}
