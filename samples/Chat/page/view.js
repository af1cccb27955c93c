export const $ = id => document.getElementById(id);

export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** A person's initials, in a colour derived from the name. */
export function avatar(name) {
  const initials = name.split(/\s+/, 2).map(word => [...word][0]).join("");
  const hash = [...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) % 9973, 7);
  return make("span", { class: "avatar", style: `--hue: ${hash * 137 % 360}`, "aria-hidden": true }, initials);
}

export const note = text => make("li", { class: "note" }, text);

export function message(name, body, kind) {
  const now = new Date();
  const time = make("time", { datetime: now.toISOString() }, now.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }));
  const who = make("p", { class: "who" }, make("b", {}, name), " ", time);
  return make("li", { class: `message ${kind}` }, avatar(name), make("div", { class: "bubble" }, who, make("p", { class: "text" }, body)));
}

export function person({ key, metas }, isMe) {
  const item = make("li", {}, avatar(key), make("span", { class: "name" }, key));
  if (isMe) item.append(" ", make("span", { class: "tag" }, "you"));
  if (metas.length > 1) item.append(" ", make("span", { class: "tag" }, `${metas.length} tabs`));
  return item;
}

/** A room in the list of rooms. */
export function tab(room, select) {
  const open = make("button", { class: "room" }, make("span", {}, room.name), " ", make("span", { class: "unread" }));
  const leave = make("button", { class: "leave", "aria-label": `Leave ${room.name}`, title: "Leave" }, "×");
  open.onclick = () => select(room);
  leave.onclick = () => room.channel.leave();
  return make("li", {}, open, leave);
}

export function showTab({ tab, unread }, isCurrent) {
  tab.querySelector(".room").setAttribute("aria-current", isCurrent);
  tab.querySelector(".unread").textContent = unread || "";
  tab.querySelector(".unread").hidden = !unread;
}

/** Explains a failed push. */
export function explain({ reason, response }) {
  if (reason === "error") return reasons[response.reason] ?? response.reason;
  return failures[reason];
}

const reasons = {
  rate_limited: "That was too fast. Wait a moment.",
  "unmatched topic": "There is no such room.",
};

const failures = {
  timeout: "The server did not answer in time.",
  lost: "The connection was lost before the server answered. Your message may have arrived.",
  closed: "You have left the room.",
  full: "Too many messages are waiting already.",
};
