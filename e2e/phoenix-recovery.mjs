// Lets phoenix.js recover: new Socket("/socket", { params, ...recovery() }). A channel that cannot recover receives "zzz_gap".
import { Serializer } from "phoenix";

export function recovery() {
  const id = crypto.randomUUID().slice(4), topics = new Map(); // the last join, and the position of the last message
  return {
    encode(message, done) {
      const { ref, topic, event } = message, { isJoined, at } = topics.get(topic) ?? {};
      if (event === "phx_join") topics.set(topic, { ref, at });
      if (event === "phx_leave") topics.set(topic, isJoined ? {} : { at }); // phoenix.js also leaves when a join times out, and tries again
      Serializer.encode(message, data => done(event === "phx_join" ? `${data.slice(0, -1)},${JSON.stringify({ id, at })}]` : data));
    },
    decode(data, done) {
      const [kind, ...sizes] = typeof data === "string" ? [] : new Uint8Array(data, 0, 3);
      const extra = kind === 3 ? Number(new DataView(data).getBigUint64(3)) : kind === undefined && JSON.parse(data)[5];
      if (kind === 3) new Uint8Array(data = data.slice(8)).set([2, ...sizes]); // the same without the offset, as Phoenix sends it
      Serializer.decode(data, message => {
        const { ref, topic, event, payload } = message, state = topics.get(topic) ?? {};
        const isJoin = event === "phx_reply" && ref === state.ref && payload.status === "ok";
        if (extra > 0 && !(state.isJoined && extra > state.at[1])) return; // has arrived before, or will follow the reply to the join
        if (extra > 0) state.at = [state.at[0], extra];
        if (isJoin || event === "zzz_gap") Object.assign(state, { isJoined: true, at: extra?.at });
        done(message);
        if (extra?.recovered === false) done({ join_ref: null, ref: null, topic, event: "zzz_gap", payload: {} });
      });
    },
  };
}
