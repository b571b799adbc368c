import { withNotice } from "../state/notice.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import { ARCHIVE_NAME, versionCommand } from "../state/yc-command.ts";
import { loadPart } from "./load-part.ts";

/** Saves the files as the archive that the cloud takes, and shows the command that takes it there. */
export async function download(store: Store<State>): Promise<void> {
  const archive = await loadPart(store, () => import("../state/archive.ts"));
  if (archive === undefined) return;
  const { project } = store.get();
  save(new Blob([archive.toZip(project.files)], { type: "application/zip" }), ARCHIVE_NAME);
  store.update((state) =>
    withNotice(state, { tone: "info", text: (words) => words.downloaded, code: versionCommand(project) }),
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken hold of the blob by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
