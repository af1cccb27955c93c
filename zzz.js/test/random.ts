/** The same numbers in every run. */
export function randomFrom(seed: number): (below: number) => number {
  return below => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor(seed / 2 ** 31 * below);
  };
}
