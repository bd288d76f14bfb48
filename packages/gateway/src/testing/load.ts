import { connect } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** Worker: keeps connections busy with one GET each and posts how many answers came in the time given. */
const { port, path, connections, ms } = workerData as { port: number; path: string; connections: number; ms: number };
const request = `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
let answers = 0;
const end = Date.now() + ms;
let open = connections;

for (let i = 0; i < connections; i++) {
  const socket = connect(port, "127.0.0.1", () => socket.write(request));
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    const split = text.indexOf("\r\n\r\n");
    if (split < 0) return;
    const [, length] = /content-length: (\d+)/i.exec(text) ?? [];
    if (!text.startsWith("HTTP/1.1 200") || length === undefined) throw new Error(text);
    if (text.length < split + 4 + Number(length)) return;
    text = "";
    answers++;
    if (Date.now() < end) return void socket.write(request);
    socket.end();
    if (--open === 0) parentPort!.postMessage(answers);
  });
}
