/** npm's phoenix, as far as the tests compare with it. */
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
