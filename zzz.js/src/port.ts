import type { Backoff } from "./backoff.js";
import type { Body } from "./serializer.js";
import type { Topic } from "./topic.js";

/** What channels and their topics need of their socket. */
export interface Port {
  readonly connected: boolean;
  readonly closed: boolean;
  readonly timeout: number;
  readonly maxQueue: number;
  /** The topic of this name, for all channels that are in it. */
  topic(name: string): Topic;
  /** Does not tell the topic any more what happens, nor give it what comes. */
  detach(topic: Topic): void;
  /** A name for a message that no other message of the socket has. */
  nextRef(): string;
  transmit(joinRef: string, ref: string, topic: string, event: string, body: Body): void;
  backoff(): Backoff;
}
