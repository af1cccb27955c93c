import type { Backoff } from "./backoff.js";
import type { Body } from "./serializer.js";
import type { Topic } from "./topic.js";

/** The members of a socket that its channels and topics use. */
export interface Port {
  readonly connected: boolean;
  readonly closed: boolean;
  readonly timeout: number;
  readonly maxQueue: number;
  /** The id of this socket for servers, which is the same on each of its connections. */
  readonly id: string;
  /** Returns the topic with this name, which all channels on it share. */
  topic(name: string): Topic;
  /** Stops notifying the topic of events and messages. */
  detach(topic: Topic): void;
  /** Returns a ref that no other message on the socket has. */
  nextRef(): string;
  transmit(joinRef: string, ref: string, topic: string, event: string, body: Body, extra?: object): void;
  backoff(): Backoff;
}
