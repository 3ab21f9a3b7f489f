// Joins the terminal to this server, and says what happened when the connection ends.
"use strict";

const ENDED = {
  4000: ["You have left. Everything that was saved stays saved.", "Open again"],
  4001: ["Ended, since nothing was typed for a while. Everything that was saved stays saved.", "Open again"],
  4002: ["All places are taken, or you have too many pages open. Close one, or try again later.", "Try again"],
  4003: ["You are no longer signed in: the invitation has ended or was taken back.", "Sign in"],
  4004: ["The program has stopped. Everything that was saved stays saved.", "Open again"],
  1009: ["That was too much text at once. Everything that was saved stays saved.", "Open again"],
};
const LOST = "The connection is lost. Everything that was saved stays saved. Trying again…";
const SECONDS = [1, 1, 2, 3, 5, 10];

const terminal = document.getElementById("terminal");
const here = new URL("ws", document.baseURI);
here.protocol = here.protocol.replace("http", "ws");
terminal.dataset.sessionWebsocketUrl = here.href;

function say(words, action) {
  document.getElementById("words").textContent = words;
  const button = document.getElementById("again");
  button.textContent = action;
  document.getElementById("said").hidden = false;
  button.focus();
}

async function comeBack() {
  say(LOST, "Try now");
  for (let turn = 0; ; turn++) {
    await new Promise((done) => setTimeout(done, 1000 * SECONDS[Math.min(turn, SECONDS.length - 1)]));
    try {
      const answer = await fetch("status", { cache: "no-store" });
      if (answer.ok) return location.reload();
      if (answer.status === 403) return say(...ENDED[4003]);
    } catch {
      // The server does not answer yet.
    }
  }
}

// The terminal's script opens the connection itself; only here can its end be heard. It also speaks
// before the connection is open, and after: its size, which it says again, and keys for nobody.
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...address) {
    super(...address);
    this.addEventListener("close", (event) => {
      if (event.code in ENDED) say(...ENDED[event.code]);
      else comeBack();
    });
  }

  send(message) {
    if (this.readyState === Plain.OPEN) super.send(message);
  }
};

// Cells are measured once, at the start: the font has to be there by then.
const begin = window.onload;
window.onload = async (event) => {
  const fonts = ["16px", "bold 16px", "italic 16px"].map((font) => document.fonts.load(`${font} "Roboto Mono"`));
  await Promise.allSettled(fonts);
  begin(event);
  document.querySelector(".xterm-helper-textarea")?.focus();
};
