import type { Backoff } from "./backoff.js";
import type { Channel } from "./channel.js";
import type { Body } from "./serializer.js";

/** What a channel needs of its socket. */
export interface Port {
  readonly connected: boolean;
  readonly closed: boolean;
  readonly timeout: number;
  readonly maxQueue: number;
  /** Begins to tell a channel what happens, and give it what comes for its topic. */
  attach(channel: Channel): void;
  detach(channel: Channel): void;
  /** A name for a message that no other message of the socket has. */
  nextRef(): string;
  transmit(joinRef: string, ref: string, topic: string, event: string, body: Body): void;
  backoff(): Backoff;
}
