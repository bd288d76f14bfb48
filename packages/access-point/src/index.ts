export {
  createAccessPoint,
  type AccessPoint,
  type AccessPointOptions,
  type Hold,
  type Session,
  type Unsettled,
  type UseRequest,
} from "./access-point.ts";
export { AccessError, type AccessCode } from "./errors.ts";
export { nextDigest, type LineRow, type LogEntry } from "./line.ts";
