// Carries presses on `data-act` elements to the page, and moves the eye (and the focus) to a passage just opened.
// Pointer down and up are compared by value, because streaming replaces elements between the two.
const STOP = "[data-testid=stChatInputStopButton]";
const state = (window.crossroads ??= { opened: 0, language: "", live: "" });

function seek(selector, found, tries = 40) {
  const element = document.querySelector(selector);
  if (element) found(element);
  else if (tries > 0) setTimeout(() => seek(selector, found, tries - 1), 50);
}

function showPassage() {
  seek(".st-key-reader [data-reader]", () => {
    const reader = document.querySelector(".st-key-reader");
    const mark = reader.querySelector("mark");
    const top = mark ? mark.getBoundingClientRect().top - reader.getBoundingClientRect().top : 0;
    reader.scrollTop += top - reader.clientHeight / 3;
    reader.querySelector("[data-close]")?.focus({ preventScroll: true });
  });
}

// A question just asked goes to the top once; after that only the reader scrolls.
function followQuestion() {
  const question = document.querySelector("[data-live]");
  if (!question || question.dataset.live === state.live) return;
  state.live = question.dataset.live;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  setTimeout(() => question.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" }), 60);
}

export default function ({ data, setTriggerValue }) {
  const send = (element) => setTriggerValue("act", JSON.parse(element.dataset.act));
  let pressed = null;
  let sent = 0;
  const acting = (event) => (event.target instanceof Element ? event.target.closest("[data-act]") : null);
  const down = (event) => (pressed = event.button === 0 ? (acting(event)?.dataset.act ?? null) : null);
  const up = (event) => {
    const element = acting(event);
    const selecting = String(getSelection() ?? "") !== "" && !element?.matches("button");
    if (element && element.dataset.act === pressed && !selecting) {
      sent = Date.now();
      send(element);
    }
  };
  const click = (event) => {
    if (event.target instanceof Element && event.target.closest(STOP)) {
      setTimeout(() => setTriggerValue("act", { kind: "stop" }), 30);
    }
    const element = acting(event);
    if (!element) return;
    event.preventDefault();
    if (Date.now() - sent > 600) send(element); // by keyboard or by a screen reader
  };
  const key = (event) => {
    if (event.key !== "Escape") return;
    const close = document.querySelector(".st-key-reader [data-close]");
    if (close) send(close);
  };
  document.addEventListener("pointerdown", down);
  document.addEventListener("pointerup", up);
  document.addEventListener("click", click, true);
  document.addEventListener("keydown", key);

  const watching = new MutationObserver(followQuestion);
  watching.observe(document.body, { childList: true, subtree: true });

  if (data.language !== state.language) {
    state.language = data.language;
    document.documentElement.lang = data.language;
  }
  if (data.opened > state.opened) showPassage();
  state.opened = data.opened;

  return () => {
    watching.disconnect();
    document.removeEventListener("pointerdown", down);
    document.removeEventListener("pointerup", up);
    document.removeEventListener("click", click, true);
    document.removeEventListener("keydown", key);
  };
}
