import { Room } from "./room.js";
import { $, explain, person, showTab, tab } from "./view.js";

const socket = Zzz.socket("/socket", { maxDelay: 5000 });
const rooms = new Map();
let me = "";
let current;

socket.on("open", () => showState("open", "Connected"));
socket.on("reconnecting", () => {
  showState("lost", "Reconnecting…");
  for (const room of rooms.values()) room.stale = true;
  if (current) showRoom();
});
socket.on("close", () => showState("lost", "Disconnected"));

// Entrance

$("name").value = localStorage.name ?? "";
$("room").value = roomInAddress() || "lobby";
$("entrance-form").onsubmit = event => {
  event.preventDefault();
  me = localStorage.name = $("name").value.trim();
  enter($("room").value);
};
$("room-form").onsubmit = event => {
  event.preventDefault();
  enter($("other-room").value);
  $("other-room").value = "";
};
comeBack();

async function enter(text) {
  const name = text.trim().toLowerCase().replace(/\s+/g, "-") || "lobby";
  if (rooms.has(name)) return select(rooms.get(name));
  const room = new Room(socket, name, me, changed);
  room.tab = tab(room, select);
  room.channel.on("phx_close", () => closed(room));
  rooms.set(name, room);
  $("enter").disabled = true;
  try {
    await room.channel.join();
    $("logs").append(room.view);
    $("rooms").append(room.tab);
    select(room);
  } catch (error) {
    show(error);
  }
  $("enter").disabled = false;
}

/** After a reload, returns the tab to its rooms. */
function comeBack() {
  const before = JSON.parse(sessionStorage.chat ?? "null");
  if (!before) return;
  me = before.me;
  $("entrance").hidden = true;
  const last = roomInAddress() || before.rooms.at(-1);
  [...before.rooms.filter(name => name !== last), last].forEach(enter);
}

function show(error) {
  if (!current) leave();
  $(current ? "problem" : "refusal").textContent = explain(error);
}

// Rooms

function select(room) {
  current = room;
  for (const other of rooms.values()) other.view.hidden = other !== room;
  $("entrance").hidden = true;
  $("chat").hidden = $("exit").hidden = false;
  $("refusal").textContent = $("problem").textContent = "";
  history.replaceState(null, "", `?${new URLSearchParams({ room: room.name })}`);
  changed(room);
  $("body").focus();
}

/** Called when I left the room, was refused, or the server closed it. */
function closed(room) {
  rooms.delete(room.name);
  room.view.remove();
  room.tab.remove();
  if (room !== current) return;
  current = [...rooms.values()].at(-1);
  if (current) select(current);
  else leave();
}

$("exit").onclick = () => rooms.forEach(room => room.channel.leave());

function leave() {
  sessionStorage.removeItem("chat");
  me = "";
  $("entrance").hidden = false;
  $("chat").hidden = $("exit").hidden = true;
  document.title = "Zzz chat";
  $("name").select();
}

// Messages

$("composer").onsubmit = event => {
  event.preventDefault();
  const body = $("body").value;
  $("body").value = $("problem").textContent = "";
  send(current, body);
};
$("body").onkeydown = event => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("composer").requestSubmit();
};
$("body").oninput = () => { if ($("body").value) current.type(); };

/** Sends a message. If that fails, the text returns to the box. */
async function send(room, body) {
  try {
    await room.send(body);
  } catch (error) {
    if (!rooms.has(room.name)) return;
    select(room);
    show(error);
    $("body").value = [body, $("body").value].filter(Boolean).join("\n");
  }
}

function changed(room) {
  if (room !== current) return showUnread();
  if (!document.hidden) room.unread = 0;
  showRoom();
  showUnread();
}

document.onvisibilitychange = () => { if (current) changed(current); };

function showRoom() {
  $("title").textContent = current.name;
  $("body").placeholder = `Message ${current.name}`;
  const people = [...current.people.list()].sort((a, b) => a.key.localeCompare(b.key));
  $("count").textContent = people.length;
  $("people").ariaBusy = current.stale;
  $("people").replaceChildren(...people.map(entry => person(entry, entry.key === me)));
  const typists = current.typists;
  $("typing").textContent = typists.length > 2 ? "Several people are typing…"
    : typists.length ? `${typists.join(" and ")} ${typists.length > 1 ? "are" : "is"} typing…` : "";
}

function showUnread() {
  if (!current) return;
  const unread = [...rooms.values()].reduce((sum, room) => sum + room.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${current.name} · Zzz chat`;
  sessionStorage.chat = JSON.stringify({ me, rooms: [...rooms.keys()] });
  for (const room of rooms.values()) showTab(room, room === current);
}

function showState(state, text) {
  document.body.dataset.state = $("state").dataset.state = state;
  $("state").textContent = text;
}

function roomInAddress() {
  return new URL(location.href).searchParams.get("room") ?? "";
}
