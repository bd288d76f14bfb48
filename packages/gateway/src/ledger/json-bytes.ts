/**
 * The JSON of a large answer as bytes. Each member is turned into bytes by itself: one Chinese name would otherwise
 * make the engine hold and write the whole text in wide characters.
 */
export function jsonBytes(answer: object): Buffer {
  const parts = Object.entries(answer).map(([name, value], i) =>
    Buffer.from(`${i === 0 ? "{" : ","}${JSON.stringify(name)}:${JSON.stringify(value)}`),
  );
  return Buffer.concat(parts.length === 0 ? [Buffer.from("{}")] : [...parts, Buffer.from("}")]);
}
