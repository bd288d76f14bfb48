import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { lockFolder } from "../node/disk/lock.ts";
import { StartError } from "./start-error.ts";

/** The data folder, held by this process. */
export interface DataFolder {
  readonly path: string;
  /** What is kept where. */
  readonly folders: Readonly<Record<"node" | "keys" | "story" | "gateway" | "national", string>>;
  /** Lets go of the folder; so does the end of the process, however it comes. */
  release(): void;
}

/**
 * Makes the data folder where it is missing and takes it for this process, before anything in it is read: two starts
 * must never make up keys for the same folder.
 * @throws StartError DATA_NOT_FOLDER, DATA_READONLY; NodeError NODE_DATA_IN_USE, NODE_DATA_READONLY, NODE_DATA_FULL
 */
export async function takeFolder(path: string): Promise<DataFolder> {
  const folders = {
    node: join(path, "node"),
    keys: join(path, "keys"),
    story: join(path, "story"),
    gateway: join(path, "gateway"),
    national: join(path, "national"),
  };
  const held = await lockFolder(path).catch((error: unknown) => {
    throw explain(error, path);
  });
  try {
    for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folders.keys, 0o700);
  } catch (error) {
    held.release();
    throw explain(error, path);
  }
  return { path, folders, release: () => held.release() };
}

function explain(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EEXIST" || code === "ENOTDIR") {
    return new StartError(
      "DATA_NOT_FOLDER",
      `DATA_DIR is ${path}, where a file stands in place of a folder. Set DATA_DIR to a folder.`,
      { cause: error },
    );
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOENT") {
    return new StartError(
      "DATA_READONLY",
      `The data folder ${path} cannot be written (${code}). Set DATA_DIR to another one.`,
      {
        cause: error,
      },
    );
  }
  return error;
}
