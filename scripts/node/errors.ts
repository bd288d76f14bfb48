/** Every way in which the embedded node refuses to start or to go on. */
export type NodeErrorCode =
  | "NODE_DATA_IN_USE"
  | "NODE_DATA_READONLY"
  | "NODE_DATA_FULL"
  | "NODE_DATA_MISMATCH"
  | "NODE_DATA_FORMAT"
  | "NODE_PORT_BUSY"
  | "NODE_JOURNAL_CORRUPT"
  | "NODE_QUEUE_CORRUPT"
  | "NODE_REPLAY_MISMATCH"
  | "NODE_ENGINE_MISSING"
  | "NODE_ENGINE_FAILED"
  | "NODE_TIME_NOT_LATER"
  | "NODE_STOPPED";

/** A refusal of the embedded node: one stable code and one sentence that says what to do. */
export class NodeError extends Error {
  readonly code: NodeErrorCode;

  constructor(code: NodeErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "NodeError";
    this.code = code;
  }
}

/** An error that a JSON-RPC caller sees, with its JSON-RPC code. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.name = "RpcError";
    this.code = code;
    this.data = data;
  }
}

/** The engine process is gone or going: what was asked of it may be asked again after its restart. */
export class EngineDown extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "EngineDown";
  }
}

/** Turns an operating-system error about the data folder into the sentence a person can act on. */
export function explainDisk(error: unknown, path: string): Error {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new NodeError(
      "NODE_DATA_READONLY",
      `The data folder cannot be written to (${path}: ${code}): give this user write permission or choose another folder.`,
      error,
    );
  }
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
    return new NodeError(
      "NODE_DATA_FULL",
      `There is no space left for ${path} (${code}): free some space; nothing that was acknowledged is lost.`,
      error,
    );
  }
  return error instanceof Error ? error : new Error(String(error));
}
