import { isLedgerError, LedgerError } from "../errors/ledger-error.ts";
import { fingerprint, type Fingerprint } from "./fingerprint.ts";
import { checkAbort, type FingerprintOptions, type FingerprintProgress } from "./options.ts";

/** Sources that can be handed to another thread. */
export type PostableSource = Blob | Uint8Array;

/** The part of Worker, DedicatedWorkerGlobalScope and MessagePort that is used here. */
export type FingerprintPort = {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  /** Heard when a worker fails to load or dies. */
  addEventListener(type: "error", listener: (event: unknown) => void): void;
  /** Ports, unlike workers, deliver nothing before they are started. */
  start?(): void;
};

type PostableOptions = Pick<FingerprintOptions, "algorithm" | "leafSize">;
type Ask =
  | {
      readonly ask: "fingerprint";
      readonly id: number;
      readonly source: PostableSource;
      readonly options: PostableOptions;
    }
  | { readonly ask: "abort"; readonly id: number };
type Failure = { readonly code: string; readonly message: string };
type Answer = {
  readonly answer: number;
  readonly progress?: FingerprintProgress;
  readonly result?: Fingerprint;
  readonly failure?: Failure;
};

/**
 * Answers fingerprint requests that come over a port. A worker file needs this line only.
 *
 * @example
 * serveFingerprints(self);
 */
export function serveFingerprints(port: FingerprintPort): void {
  const running = new Map<number, AbortController>();

  const run = async ({ id, source, options }: Extract<Ask, { ask: "fingerprint" }>): Promise<Answer> => {
    const controller = new AbortController();
    running.set(id, controller);
    const onProgress = (progress: FingerprintProgress) => port.postMessage({ answer: id, progress } satisfies Answer);
    try {
      return { answer: id, result: await fingerprint(source, { ...options, signal: controller.signal, onProgress }) };
    } catch (error) {
      const code = isLedgerError(error) ? error.code : "FINGERPRINT_FAILED";
      return { answer: id, failure: { code, message: error instanceof Error ? error.message : String(error) } };
    } finally {
      running.delete(id);
    }
  };

  port.addEventListener("message", ({ data }) => {
    const ask = data as Ask | undefined;
    if (ask?.ask === "abort") running.get(ask.id)?.abort();
    if (ask?.ask === "fingerprint") void run(ask).then((answer) => port.postMessage(answer));
  });
  port.start?.();
}

/**
 * Fingerprints in another thread, so that a page stays quick: the same answers and errors as `fingerprint`.
 *
 * @param port a worker that runs {@link serveFingerprints}, or a port to one
 */
export function createFingerprintClient(port: FingerprintPort): {
  fingerprint(
    source: PostableSource,
    options?: PostableOptions & Pick<FingerprintOptions, "onProgress" | "signal">,
  ): Promise<Fingerprint>;
} {
  type Waiting = { readonly take: (answer: Answer) => void };
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  port.addEventListener("message", ({ data }) => {
    const answer = data as Answer | undefined;
    if (answer?.answer !== undefined) waiting.get(answer.answer)?.take(answer);
  });
  port.addEventListener("error", () => {
    const failure = { code: "FINGERPRINT_FAILED", message: "The worker that fingerprints has failed" };
    for (const [id, { take }] of waiting) take({ answer: id, failure });
  });
  port.start?.();

  return {
    async fingerprint(source, { onProgress, signal, ...options } = {}) {
      checkAbort(signal);
      const id = (lastId += 1);
      return new Promise((resolve, reject) => {
        const abort = () => port.postMessage({ ask: "abort", id } satisfies Ask);
        const end = (settle: () => void) => {
          waiting.delete(id);
          signal?.removeEventListener("abort", abort);
          settle();
        };
        waiting.set(id, {
          take({ progress, result, failure }) {
            if (progress) onProgress?.(progress);
            if (result) end(() => resolve(result));
            if (failure) end(() => reject(new LedgerError(failure.code, { message: failure.message })));
          },
        });
        port.postMessage({ ask: "fingerprint", id, source, options } satisfies Ask);
        signal?.addEventListener("abort", abort, { once: true });
      });
    },
  };
}
