import type { Cancel } from "./timer.js";

/** Calls `act` when the next attempt should not wait any longer: the network is back (`isOnline`), or the page is visible again. */
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
