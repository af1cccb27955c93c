/** The parts of the npm package phoenix that the tests use for comparison. */
declare module "phoenix" {
  export const Serializer: {
    encode(message: object, callback: (data: string | ArrayBuffer) => void): void;
    decode(data: string | ArrayBuffer, callback: (message: any) => void): void;
  };
  export const Presence: {
    syncState(current: object, state: object): object;
    syncDiff(current: object, diff: { joins: object; leaves: object }): object;
  };
}
