// The number beside "Inbox" follows what comes in: by short streams, or by asking now and then. Hidden pages rest.
"use strict";

(() => {
  const badge = document.querySelector("[data-inbox]");
  if (!badge) return;
  const number = badge.querySelector("[data-unread]");
  let stream = null;
  let timer = 0;

  const show = (unread) => {
    const text = unread > 99 ? "99+" : String(unread);
    if (number.textContent !== text) number.textContent = text;
    number.hidden = unread === 0;
  };
  const poll = async () => {
    try {
      const answer = await fetch(badge.dataset.poll, { headers: { Accept: "application/json" } });
      if (answer.ok) show((await answer.json()).unread);
    } catch { /* the line is down for a while */ }
  };
  const begin = () => {
    if (window.EventSource) {
      stream = new EventSource(badge.dataset.inbox);
      stream.addEventListener("inbox", (event) => show(JSON.parse(event.data).unread));
    } else {
      timer = window.setInterval(poll, 15000);
    }
  };
  const end = () => {
    if (stream) stream.close();
    stream = null;
    window.clearInterval(timer);
  };
  document.addEventListener("visibilitychange", () => {
    end();
    if (!document.hidden) begin();
  });
  window.addEventListener("pagehide", end);
  if (!document.hidden) begin();
})();
