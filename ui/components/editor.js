// A plain text area that grows with its words and sends them while they are written. The words of the last moment, not
// sent yet, wait in this tab's own storage, so that a reload loses none; once sent they are taken out again.
const PAUSE = 350;

export default function ({ data, parentElement, setStateValue }) {
  const waiting = `crossroads.${data.key}`;
  let area = parentElement.querySelector("textarea");
  const fresh = !area || area.dataset.key !== data.key;
  if (fresh) {
    area?.remove();
    area = document.createElement("textarea");
    area.dataset.key = data.key;
    area.dataset.sent = data.initial;
    area.value = sessionStorage.getItem(waiting) ?? data.initial;
    parentElement.append(area);
  }
  area.placeholder = data.placeholder;
  area.setAttribute("aria-label", data.label);

  let timer = 0;
  const send = () => {
    clearTimeout(timer);
    if (area.value !== area.dataset.sent) {
      area.dataset.sent = area.value;
      setStateValue("body", area.value);
    }
    sessionStorage.removeItem(waiting);
  };
  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 4}px`;
  };
  area.oninput = () => {
    sessionStorage.setItem(waiting, area.value);
    grow();
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  area.onblur = send;
  grow();
  if (area.value !== area.dataset.sent) timer = setTimeout(send, fresh ? 0 : PAUSE);
}
