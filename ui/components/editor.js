// A plain text area that grows with its words and sends them while they are written, so that a reload loses none.
const PAUSE = 350;

export default function ({ data, parentElement, setStateValue }) {
  let area = parentElement.querySelector("textarea");
  if (!area || area.dataset.key !== data.key) {
    area?.remove();
    area = document.createElement("textarea");
    area.dataset.key = data.key;
    area.value = data.initial;
    parentElement.append(area);
  }
  area.placeholder = data.placeholder;
  area.setAttribute("aria-label", data.label);

  let sent = area.value;
  let timer = 0;
  const send = () => {
    clearTimeout(timer);
    if (area.value === sent) return;
    sent = area.value;
    setStateValue("body", sent);
  };
  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 4}px`;
  };
  area.oninput = () => {
    grow();
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  area.onblur = send;
  addEventListener("pagehide", send);
  grow();
  return () => removeEventListener("pagehide", send);
}
