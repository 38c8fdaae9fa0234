// A title and a text that grows with its words, sent while they are written. The words of the last moment wait in this
// tab's own storage, so that a reload loses none, also of those on their way; once the app has them they are taken out.
const PAUSE = 350;
const ARRIVED = 10_000; // after being sent; nothing tells of it unless the app draws again, or another page comes

function field(parent, name, kind) {
  const made = document.createElement(kind);
  made.dataset.field = name;
  parent.append(made);
  return made;
}

export default function ({ data, parentElement, setStateValue }) {
  const waiting = `crossroads.${data.key}`;
  let form = parentElement.querySelector(".x-editor");
  const fresh = form?.dataset.key !== data.key;
  if (fresh) {
    form?.remove();
    form = document.createElement("div");
    form.className = "x-editor";
    form.dataset.key = data.key;
    form.dataset.sent = JSON.stringify(data.initial);
    const start = JSON.parse(sessionStorage.getItem(waiting) ?? form.dataset.sent);
    field(form, "title", "input").value = start.title;
    field(form, "body", "textarea").value = start.body;
    parentElement.append(form);
  }
  const [title, body] = form.children;
  for (const each of [title, body]) {
    each.placeholder = data.placeholders[each.dataset.field];
    each.setAttribute("aria-label", data.labels[each.dataset.field]);
  }

  let timer = 0;
  const words = () => ({ title: title.value, body: body.value });
  const send = () => {
    clearTimeout(timer);
    const now = JSON.stringify(words());
    if (now !== form.dataset.sent) {
      form.dataset.sent = now;
      setStateValue("words", words());
    }
    setTimeout(forget, ARRIVED);
  };
  const forget = () => {
    if (sessionStorage.getItem(waiting) === form.dataset.sent) sessionStorage.removeItem(waiting);
  };
  const grow = () => {
    body.style.height = "auto";
    body.style.height = `${body.scrollHeight + 4}px`;
  };
  form.oninput = () => {
    sessionStorage.setItem(waiting, JSON.stringify(words()));
    grow();
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  // Before the press that took the focus away: no browser knows an `onfocusout`.
  title.onblur = body.onblur = send;
  grow();
  if (JSON.stringify(words()) !== form.dataset.sent) timer = setTimeout(send, fresh ? 0 : PAUSE);
  return forget;
}
