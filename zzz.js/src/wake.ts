import type { Cancel } from "./timer.js";

/** Calls back when the next attempt should not wait: the network is back, or the page is visible again. */
export function onWake(act: (isOnline: boolean) => void): Cancel {
  const { document } = globalThis;
  const online = () => act(true);
  const visible = () => { if (document.visibilityState === "visible") act(false); };
  globalThis.addEventListener?.("online", online);
  document?.addEventListener("visibilitychange", visible);
  return () => {
    globalThis.removeEventListener?.("online", online);
    document?.removeEventListener("visibilitychange", visible);
  };
}
