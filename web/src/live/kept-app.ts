import { type ReadonlySignal, signal } from "@preact/signals-core";
import { basePath } from "./place.ts";

/** How long a page has been open before the rest of the app is fetched. Units: milliseconds. */
const SETTLED = 15_000;
/** How often an app that stays open asks whether there is a newer one. Units: milliseconds. */
const ASK_AGAIN = 3_600_000;

const waiting = signal<ServiceWorker | undefined>(undefined);

/** The newer version of this app that waits until somebody wants it. */
export const newerVersion: ReadonlySignal<ServiceWorker | undefined> = waiting;

/**
 * Keeps the app on this device, so that it opens without a network.
 *
 * Why a newer version waits: nobody's half-written words are lost because a node was updated. Where the browser
 * keeps nothing, as in a private window, the app goes on as a page.
 */
export async function keepApp(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker === undefined || !isSecureContext) return;
  try {
    const options = { scope: `${basePath}/`, updateViaCache: "none" } as const;
    const registration = await serviceWorker.register(`${basePath}/sw.js`, options);
    watchFor(registration);
    const { active } = await serviceWorker.ready;
    active?.postMessage(loadedHere());
    setTimeout(() => active?.postMessage(isNetworkGood() ? "keep-all" : loadedHere()), SETTLED);
    setInterval(() => void registration.update().catch(() => undefined), ASK_AGAIN);
  } catch {
    // The app works without being kept.
  }
}

/** Goes over to the newer version; this page is loaded again by it. */
export function goOver(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting.value?.postMessage("use");
}

function watchFor(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    const isNewer = navigator.serviceWorker.controller !== null;
    waiting.value = isNewer ? (registration.waiting ?? undefined) : undefined;
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
}

/** The addresses of all that this page has loaded so far; the browser still has their bytes. */
const loadedHere = (): readonly string[] =>
  performance.getEntriesByType("resource").map(({ name }) => name);

/** What browsers say of the network, where they do. */
interface Network {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/** Tells whether fetching a few hundred kilobytes more takes nothing from anybody. */
function isNetworkGood(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: Network };
  const { saveData = false, effectiveType = "4g" } = connection ?? {};
  return !saveData && effectiveType === "4g";
}
