// Carries presses on `data-act` elements to the page, and moves the eye (and the focus) to a passage just opened.
// Pointer down and up are compared by value, because streaming replaces elements between the two.
const STOP = "[data-testid=stChatInputStopButton]";
const state = (window.crossroads ??= {});
state.acts ??= [];
for (const name of ["opened", "language", "live", "focused"]) state[name] ??= "";

// A passage just opened is scrolled to, once; so is a question just asked. After that only the reader scrolls.
function showPassage() {
  const passage = document.querySelector("[data-reader]");
  const opened = passage?.dataset.reader ?? "";
  if (opened === state.opened) return;
  state.opened = opened;
  const reader = passage?.closest(".st-key-reader");
  if (!reader) return;
  requestAnimationFrame(() => {
    const mark = reader.querySelector("mark");
    const top = mark ? mark.getBoundingClientRect().top - reader.getBoundingClientRect().top : 0;
    reader.scrollTop += top - reader.clientHeight / 3;
    const places = quotesAround(passage);
    for (const way of reader.querySelectorAll("[data-step]")) {
      way.disabled = !places.list[places.at + Number(way.dataset.step)];
    }
    const stepped = state.stepped && reader.querySelector(`[data-step="${state.stepped}"]:not(:disabled)`);
    state.stepped = "";
    (stepped || reader.querySelector("[data-close]"))?.focus({ preventScroll: true });
  });
}

// The quotes of the answer that holds the opened one, each once, in the order of the page.
function quotesAround(passage) {
  const place = (element) => JSON.parse(element.dataset.act);
  const isOpened = (each) => each.entry === passage.dataset.entry && String(each.start) === passage.dataset.start;
  const quotes = [...document.querySelectorAll("blockquote[data-act]")].filter((each) => place(each).kind === "open");
  const around = quotes.find((each) => isOpened(place(each)))?.closest(".x-answer, .stMain");
  const list = quotes.filter((each) => each.closest(".x-answer, .stMain") === around);
  return { list, at: list.findIndex((each) => isOpened(place(each))) };
}

// On a phone one option is on the screen at a time.
function showColumn(button) {
  const group = button.closest(".x-switch");
  for (const each of group.querySelectorAll("[data-show]")) each.setAttribute("aria-pressed", String(each === button));
  group.nextElementSibling.dataset.shown = button.dataset.show;
}

// A page that is for asking is ready to be typed into, once each time it is opened.
function focusQuestion() {
  const box = document.querySelector(".st-key-asking textarea");
  if (!box) state.asking = null;
  else if (state.asking !== box) {
    state.asking = box;
    const free = !document.activeElement || document.activeElement === document.body;
    if (free && matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
  }
}

// Where the page leads next, once, as soon as that is there; a hand that is quicker has its way.
function followLead() {
  const next = state.leading && document.querySelector(state.leading);
  if (!next || next.disabled) return;
  state.leading = "";
  next.focus();
}

// The names that an address lists are offered by the field itself; whatever is typed stays in it.
function offerModels() {
  const listed = document.querySelector("datalist.x-models");
  if (!listed) return;
  listed.id = "x-models";
  for (const field of document.querySelectorAll(".st-key-settings-model-names input:not([list])")) {
    field.setAttribute("list", listed.id);
  }
}

// Streamlit names its own controls in English, whatever the page speaks.
function nameControls() {
  for (const control of document.querySelectorAll("[aria-label]")) {
    const name = state.names.get(control.ariaLabel);
    if (name && name !== control.ariaLabel) control.ariaLabel = name;
  }
}

function followQuestion() {
  const question = document.querySelector("[data-live]");
  if (!question || question.dataset.live === state.live) return;
  state.live = question.dataset.live;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  setTimeout(() => question.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" }), 60);
}

// Streaming replaces the text; whoever had tabbed to a number in it keeps the focus.
function keepFocus() {
  if (document.activeElement?.dataset?.act) state.focused = document.activeElement.dataset.act;
  else if (document.activeElement !== document.body) state.focused = "";
  else if (state.focused) {
    const again = [...document.querySelectorAll("[aria-busy] [data-act]")];
    again.find((element) => element.dataset.act === state.focused)?.focus({ preventScroll: true });
  }
}

// The page draws a panel anew when an entry opens beside it; what was unfolded in it stays so.
state.unfolded ??= {};
function foldName(fold) {
  const panel = fold.closest?.("[data-turn]");
  return panel ? `${panel.dataset.turn} ${[...panel.querySelectorAll("details")].indexOf(fold)}` : "";
}

function keepUnfolded() {
  for (const fold of document.querySelectorAll("[data-turn] details:not([data-known])")) {
    fold.dataset.known = "";
    fold.open = state.unfolded[foldName(fold)] ?? false;
  }
}

// What stands in a form unsent is only known here, and Streamlit forgets it with the page: it stands there again
// when that is drawn next. What was sent is the page's to keep.
state.typed ??= {};
state.met ??= new WeakSet();
const TYPED = "[data-testid=stForm] :is(input:is([type=text], [type=password]):not([role=combobox]), textarea)";
function placeOf(field) {
  const name = field.closest("[class*=st-key-]")?.className.match(/st-key-\S+/)?.[0];
  return name ? `${location.pathname}${location.search} ${name}` : "";
}

function keepTyped(field) {
  const place = placeOf(field);
  if (place) state.typed[place] = field.value;
}

function forgetTyped(form) {
  for (const field of form.querySelectorAll(TYPED)) delete state.typed[placeOf(field)];
}

function restoreTyped() {
  for (const field of document.querySelectorAll(TYPED)) {
    if (state.met.has(field)) continue;
    state.met.add(field);
    const typed = state.typed[placeOf(field)];
    if (typed === undefined || typed === field.value) continue;
    // As typing does: React hears of nothing else.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, typed);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// When the lock closes, by a press elsewhere or by itself, nothing stays on the screen.
state.watching ??= setInterval(async () => {
  const reply = await fetch("/gate/state").then((answer) => answer.text()).catch(() => "");
  if (reply === "locked") location.reload();
}, 3000);

export default function ({ data, setStateValue }) {
  // A press is sent again with those after it: the run of the page that was to see it may be ended.
  const sendAct = (act) => {
    state.acts = [...state.acts.slice(-4), { ...act, visit: data.visit, press: Math.random().toString(36) }];
    setStateValue("acts", state.acts);
  };
  const send = (element) => sendAct(JSON.parse(element.dataset.act));
  for (const early of state.early ?? []) sendAct(JSON.parse(early)); // pressed before this was there
  state.early = null;
  let pressed = null;
  let followed = 0;
  const acting = (event) => (event.target instanceof Element ? event.target.closest("[data-act]") : null);
  const down = (event) => {
    state.leading = "";
    pressed = event.button === 0 ? (acting(event)?.dataset.act ?? null) : null;
  };
  const up = (event) => {
    state.focused = "";
    const element = acting(event);
    const selecting = String(getSelection() ?? "") !== "" && !element?.matches("button");
    if (element && element.dataset.act === pressed && !selecting) {
      followed = Date.now();
      send(element);
    }
  };
  const typed = (event) => {
    if (event.target instanceof Element && event.target.matches(TYPED)) keepTyped(event.target);
  };
  const click = (event) => {
    const sent = event.target instanceof Element && event.target.closest("[data-testid=stFormSubmitButton]");
    if (sent) forgetTyped(sent.closest("[data-testid=stForm]"));
    if (event.target instanceof Element && event.target.closest(STOP)) {
      // Streamlit would only end the script that watches; the answer itself is to end, and to be kept.
      event.stopImmediatePropagation();
      sendAct({ kind: "stop" });
      return;
    }
    const way = event.target instanceof Element ? event.target.closest("[data-step], [data-show]") : null;
    if (way?.dataset.show) showColumn(way);
    if (way?.dataset.step) step(way);
    const element = acting(event);
    if (!element) return;
    event.preventDefault();
    if (Date.now() - followed > 600) send(element); // by keyboard or by a screen reader
  };
  const step = (way) => {
    const places = quotesAround(way.closest("[data-reader]"));
    const next = places.list[places.at + Number(way.dataset.step)];
    if (!next) return;
    state.stepped = way.dataset.step;
    next.scrollIntoView({ block: "nearest" });
    send(next);
  };
  const key = (event) => {
    state.leading = "";
    const typing = event.target instanceof Element && event.target.closest("input, textarea, [contenteditable=true]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = document.querySelector(".st-key-asking textarea, .st-key-journal-search input");
      if (box) event.preventDefault();
      box?.focus();
    }
    if (event.key === "Enter" && event.target instanceof Element && event.target.matches("[role=button][data-act]")) {
      send(event.target);
    }
    if (event.key !== "Escape") return;
    const close = document.querySelector(".st-key-reader [data-close]");
    if (close) send(close);
  };
  document.addEventListener("pointerdown", down);
  document.addEventListener("pointerup", up);
  document.addEventListener("click", click, true);
  document.addEventListener("keydown", key);
  document.addEventListener("input", typed, true);
  document.addEventListener("focusin", keepFocus);

  const toggled = (event) => {
    const name = event.target.isConnected ? foldName(event.target) : "";
    if (name) state.unfolded[name] = event.target.open;
  };
  document.addEventListener("toggle", toggled, true);

  state.names = new Map(Object.entries(JSON.parse(data.names)));
  const follow = () => {
    nameControls();
    showPassage();
    followQuestion();
    focusQuestion();
    followLead();
    offerModels();
    restoreTyped();
    keepFocus();
    keepUnfolded();
  };
  const watching = new MutationObserver(follow);
  watching.observe(document.body, { childList: true, subtree: true });
  follow(); // what was drawn before this came changes no more

  if (data.leads && data.leads !== state.led) {
    state.led = data.leads;
    state.leading = data.lead;
    followLead();
  }
  if (data.language !== state.language) {
    state.language = data.language;
    document.documentElement.lang = data.language;
  }
  return () => {
    watching.disconnect();
    document.removeEventListener("toggle", toggled, true);
    document.removeEventListener("pointerdown", down);
    document.removeEventListener("pointerup", up);
    document.removeEventListener("click", click, true);
    document.removeEventListener("keydown", key);
    document.removeEventListener("input", typed, true);
    document.removeEventListener("focusin", keepFocus);
  };
}
