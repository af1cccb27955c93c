const LONGEST = 2 ** 31 - 1; // a longer timer fires at once
const GRACE = 1_000;

/** Cancels a scheduled action. */
export type Cancel = () => void;

/** Calls `act` after a delay. A delay that is longer than a timer allows, such as Infinity, is shortened to about 25 days. */
export function after(delay: number, act: () => void): Cancel {
  const timer = setTimeout(act, Math.min(delay, LONGEST));
  return () => clearTimeout(timer);
}

/**
 * Calls `act` when the other side takes too long. If the timer itself is late, because the machine slept or a script was busy, waits a little
 * longer, so that messages that have already arrived are handled first.
 */
export function deadline(delay: number, act: () => void): Cancel {
  const due = Date.now() + delay;
  let cancel = after(delay, () => {
    if (Date.now() - due > GRACE / 2) cancel = after(GRACE, act);
    else act();
  });
  return () => cancel();
}
