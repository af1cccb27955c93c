const LONGEST = 2 ** 31 - 1; // a longer timer fires at once
const GRACE = 1_000;

/** Cancels a scheduled action. */
export type Cancel = () => void;

/** Acts after a delay, which may be Infinity. */
export function after(delay: number, act: () => void): Cancel {
  const timer = setTimeout(act, Math.min(delay, LONGEST));
  return () => clearTimeout(timer);
}

/**
 * Acts when the other side takes too long. If this side is late itself, because the machine slept or a script was busy, messages that have
  * arrived meanwhile are handled first.
 */
export function deadline(delay: number, act: () => void): Cancel {
  const due = Date.now() + delay;
  let cancel = after(delay, () => {
    if (Date.now() - due > GRACE / 2) cancel = after(GRACE, act);
    else act();
  });
  return () => cancel();
}
