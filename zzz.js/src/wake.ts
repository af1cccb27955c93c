import type { Cancel } from "./timer.js";

/** Acts when it is worth to try at once: the network is there again, or somebody looks at the page again. */
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
