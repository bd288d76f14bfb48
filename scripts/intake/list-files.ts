import { realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";

/**
 * The file that a line of a list names. A list comes from somebody else as often as not: it says which files of its own
 * folder belong to it, and reads no others, neither by an absolute path, nor by `..`, nor over a link.
 *
 * @param folder folder of the list, where paths begin
 * @returns the file's own path, without links
 * @throws Error when there is none, it lies elsewhere, or it is a folder or a device
 */
export async function fileOfList(folder: string, path: string): Promise<string> {
  const named = resolve(folder, path);
  // By its name first, so that nothing is said of what there is elsewhere.
  if (!isWithin(resolve(folder), named)) throw elsewhere();
  const [top, found] = await Promise.all([realpath(folder), realpath(named)]);
  if (!isWithin(top, found)) throw elsewhere();
  // A device or a pipe may have no end.
  if (!(await stat(found)).isFile()) throw new Error("不是普通文件 it is a folder or a device, not a plain file");
  return found;
}

function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function elsewhere(): Error {
  return new Error("在本表所在文件夹之外，请移入该文件夹 it is outside the folder of this list: move it there");
}
