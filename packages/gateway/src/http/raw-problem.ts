import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { allErrors, type GatewayCode } from "../errors.ts";

const codes: Readonly<Record<string, GatewayCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "REQUEST_TIMEOUT",
  HPE_HEADER_OVERFLOW: "HEADERS_OVERSIZED",
};

/** Answers what is not even HTTP with a problem, and closes the connection. */
export function sendRawProblem(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) return void socket.destroy();
  const code = codes[error.code ?? ""] ?? "REQUEST_MALFORMED";
  const { httpStatus, title, retryable } = allErrors[code]!;
  const instance = `urn:request:${randomUUID()}`;
  const body = JSON.stringify({ type: `/problems/${code}`, title, status: httpStatus, instance, code, retryable });
  const head = [
    `HTTP/1.1 ${httpStatus} ${title}`,
    "content-type: application/problem+json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
