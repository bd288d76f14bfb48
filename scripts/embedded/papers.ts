import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { papersFolder, readPapers, type Paper } from "../story/papers.ts";
import type { DeskKeys } from "./desks.ts";
import { readIfThere, writeWhole } from "./files.ts";
import type { Home } from "./home.ts";
import { StartError } from "./start-error.ts";

/** How often a gateway that is too busy is asked again, and how long it is left alone in between. */
const ATTEMPTS = 60;
const PAUSE_MS = 1_000;
/** Too busy: on a slow machine the gateway may still be reading the history. */
const BUSY = [429, 503];

/**
 * Stores the history's papers at the gateway, for the registry's eyes. Done once; an interrupted start leaves it to the
 * next one. What is there already is left as it is.
 * @throws StartError DATA_DAMAGED when a paper is not what its digest says, PAPERS_NOT_STORED when the gateway does not
 * take one for another reason
 */
export async function storePapers(home: Home, gatewayUrl: string, keys: DeskKeys, signal: AbortSignal): Promise<void> {
  // Beside the gateway's records: when these are lost, so is the mark.
  const mark = join(home.folders.gateway, "papers-stored");
  if (!home.story || (await readIfThere(mark)) !== undefined) return;
  const folder = papersFolder(home.folders.story);
  for (const paper of await readPapers(folder)) {
    if (signal.aborted) return;
    const response = await send(gatewayUrl, keys.registry, paper, signal);
    if (response.ok) continue;
    if (signal.aborted) return;
    const problem = await response.text();
    // 422: the bytes have another digest than the file's name says.
    const [code, advice] =
      response.status === 422
        ? ["DATA_DAMAGED", "Restore it from a backup."]
        : ["PAPERS_NOT_STORED", "The ledger is complete; start again to store them."];
    const name = paper.digest.slice(2);
    const sentence = `The gateway did not take the paper ${name} of ${folder}. ${advice} It said: ${problem}`;
    throw new StartError(code, sentence);
  }
  await writeWhole(mark, "", 0o644);
}

/** Puts a paper on the file of a case. @throws Error with what the gateway said */
export async function fileDocument(
  gatewayUrl: string,
  apiKey: string,
  paper: Paper,
  signal: AbortSignal,
  caseId: string,
): Promise<void> {
  const response = await send(gatewayUrl, apiKey, paper, signal, `&case=${caseId}`);
  if (!response.ok) throw new Error(`The gateway did not file ${paper.digest}. It said: ${await response.text()}`);
}

/** What a path of the gateway answers to anybody. @throws Error with what it said */
export async function getJson<T>(url: string, signal: AbortSignal): Promise<T> {
  const response = await askPatiently(url, { signal }, signal);
  if (!response.ok) throw new Error(`${url} said: ${await response.text()}`);
  return (await response.json()) as T;
}

function send(gatewayUrl: string, apiKey: string | undefined, { digest, text }: Paper, signal: AbortSignal, more = "") {
  const url = `${gatewayUrl}/v1/documents?class=registry&sha256=${digest.slice(2)}${more}`;
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  return askPatiently(url, { method: "POST", headers, body: text }, signal);
}

/** Sends a request, and again while the gateway says that it is too busy. Returns the last answer. */
async function askPatiently(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, init);
    if (!BUSY.includes(response.status) || attempt === ATTEMPTS || signal.aborted) return response;
    await response.body?.cancel();
    await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}
