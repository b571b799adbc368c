/**
 * The site's own script, beside the page's: registers the service worker, which keeps the page for when there is no
 * network, and says when a new version is ready. Its far side is service-worker.ts.
 */

import { sayUnshared, sayUpdate } from "./note.ts";
import type { SiteMessage } from "./service-worker-types.ts";
import { whenIdle } from "./when-idle.ts";

const WORKER = "./service-worker.js";
let isLeaving = false;

if ("serviceWorker" in navigator) void keep(navigator.serviceWorker);
else void sayWhatIsMissing();

async function keep(container: ServiceWorkerContainer): Promise<void> {
  reloadWhenTakenOver(container);
  try {
    const registration = await container.register(WORKER, { updateViaCache: "none" });
    addEventListener("online", () => void registration.update().catch(() => {}));
    tellOfUpdates(registration, container);
    await whenIdle();
    const { active } = await container.ready;
    if (active) await whenActivated(active);
    if (active && !isLeaving) keepAll(active);
  } catch {
    // No network on a first visit, or a browser that keeps nothing: the page works without.
  }
  await sayWhatIsMissing();
}

/**
 * The first worker brings the headers that let the page share memory, which takes one reload: not once the visitor
 * has begun. A later one is a new version, and a page must not use the files of two.
 */
function reloadWhenTakenOver(container: ServiceWorkerContainer): void {
  const isFirstVisit = container.controller === null;
  container.addEventListener("controllerchange", async () => {
    if (isFirstVisit && (crossOriginIsolated || navigator.userActivation.hasBeenActive)) return;
    if (!isFirstVisit) await whenIdle();
    isLeaving = true;
    location.reload();
  });
}

function tellOfUpdates(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
  const tell = (worker: ServiceWorker | null): void => {
    // The first one is no update.
    if (worker?.state !== "installed" || container.controller === null) return;
    sayUpdate(() => worker.postMessage({ kind: "take-over" } satisfies SiteMessage));
  };
  tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => tell(worker));
  });
}

/** It has taken over the page by then, if it does so. */
function whenActivated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === "activated" || worker.state === "redundant") resolve();
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Marks the page `data-offline="kept"` when nothing more is needed from the network. */
function keepAll(worker: ServiceWorker): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    document.documentElement.dataset["offline"] = "kept";
  };
  worker.postMessage({ kind: "keep-all" } satisfies SiteMessage, [port2]);
}

async function sayWhatIsMissing(): Promise<void> {
  await whenIdle();
  if (!crossOriginIsolated) sayUnshared();
}
