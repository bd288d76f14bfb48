import { randomBytes } from "node:crypto";
import { isLedgerError, type AnalysisInput, type Ledger, type PurposeInput, type UseReceipt } from "@data-voucher/sdk";
import { AccessError } from "./errors.ts";
import { beginLine, countUse, receiptOf, signedUnits, type Line, type LineRow } from "./line.ts";
import { isWithin, type Quota } from "./quota.ts";
import { openLineStore } from "./store.ts";

/** What an access point is made of. */
export interface AccessPointOptions {
  /** A ledger with a key of the provider that may `meter`. */
  readonly ledger: Ledger;
  /** Folder for lines and logs; one access point a folder. */
  readonly folder: string;
  /** Most units that are served before the holder signs for them: what the provider is ready to lose. */
  readonly exposure?: number;
  /** How often the ledger is asked whether a voucher may still be used, in milliseconds. */
  readonly recheckMs?: number;
  /** How often what the holders signed is settled on the ledger, in milliseconds. */
  readonly settleMs?: number;
  /** How often counts are written to disk, in milliseconds. What a crash loses of them is the provider's loss. */
  readonly flushMs?: number;
  /** How long a session lasts, in milliseconds. */
  readonly sessionMs?: number;
  /** The clock, in milliseconds; the machine's unless given. */
  readonly now?: () => number;
  readonly log?: { warn(fields: object, text: string): void };
}

/** What a holder asks to use. */
export interface UseRequest {
  readonly voucherId: string;
  readonly purpose: PurposeInput;
  readonly analysis: AnalysisInput;
}

/** A session: whoever has its token uses the voucher. */
export interface Session {
  readonly token: string;
  readonly expiresAt: number;
  /** Most units that are served before they are signed for. */
  readonly exposure: number;
  /** The latest receipt of the line that the holder signed: its own signature proves to it what it owed before. */
  readonly signed: LineRow["signed"];
}

/** A request that is being served. */
export interface Hold {
  /** It was served: its units count. */
  count(): { readonly served: number; readonly left: number };
  /** It was not served: nothing counts. */
  drop(): void;
}

/** An access point of a data provider (数据接入点). */
export type AccessPoint = Awaited<ReturnType<typeof createAccessPoint>>;

/** Uses that the ledger did not settle, and why. */
export interface Unsettled {
  readonly voucherId: string;
  readonly code: string;
  readonly message: string;
}

/** A session with the key that opened it. */
interface OpenSession {
  readonly line: Line;
  readonly account: string;
  /** Most units that one settlement may count on this key's word. */
  readonly unitLimit: number;
  readonly expiresAt: number;
}

const challengeMs = 60_000;
const mostChallenges = 10_000;
const offersKept = 8;
const settledAtOnce = 100;
const settleTimeoutMs = 60_000;
/** Longest description of a request in the log. */
const whatLength = 500;
/** After so many rechecks without an answer a voucher is served no more. */
const silentRechecks = 10;

/**
 * Creates an access point: it opens sessions for holders that prove they may use a voucher, says before each request
 * whether it may be served, counts what was, has the holders sign for it, and settles on the ledger.
 *
 * @throws LedgerError SIGNER_MISSING, ACCOUNT_UNKNOWN, codes of the node
 * @example
 * const point = await createAccessPoint({ ledger, folder: "./uses" });
 * const running = point.run(signal);
 */
export async function createAccessPoint(options: AccessPointOptions) {
  const { ledger, folder, exposure = 100, recheckMs = 1_000, settleMs = 60_000, flushMs = 50 } = options;
  const { sessionMs = 3_600_000, now = Date.now, log = { warn: () => undefined } } = options;
  const { party } = await ledger.accounts.get();
  const store = await openLineStore(folder);
  const lines = new Map<string, Line>();
  for (const row of await store.load()) lines.set(row.voucherId, serving(row));
  const sessions = new Map<string, OpenSession>();
  const challenges = new Map<string, { readonly request: UseRequest; readonly until: number }>();
  const turns = new Map<string, Promise<unknown>>();
  const dirty = new Set<Line>();
  const quotaRows = new Map((await store.loadQuotas()).map((row) => [row.group, row]));
  const quotaOf = new Map<string, Quota>();

  const check = async (line: Line): Promise<void> => {
    const { voucherId, purpose, analysis, epoch } = line.row;
    const answer = await ledger.usage.canUse({ voucherId, purpose, analysis, provider: party });
    const current = answer.ok ? (await ledger.vouchers.get(voucherId)).epoch : epoch;
    const ended = { code: "RECEIPT_OF_ANOTHER_EPOCH", title: "The voucher was split, merged or handed on since" };
    line.refused = answer.ok ? (current === epoch ? undefined : ended) : answer;
    line.checkedAt = now();
  };

  /** Asks about a voucher as new; one that is gone is refused like one that may not be used. */
  const recheck = async (line: Line): Promise<void> => {
    try {
      await check(line);
    } catch (error) {
      if (isLedgerError(error, "VOUCHER_UNKNOWN")) {
        line.refused = { code: "VOUCHER_UNKNOWN", title: "The voucher is used up or gone" };
        line.checkedAt = now();
      } else log.warn({ err: error, voucherId: line.row.voucherId }, "cannot ask the ledger about a voucher");
    }
  };

  /** The account, if it may sign uses of the party that holds a voucher. */
  const userOf = async (address: string, holder: string) => {
    const found = await ledger.accounts.get(address).catch((error: unknown) => {
      if (isLedgerError(error, "ACCOUNT_UNKNOWN")) return undefined;
      throw error;
    });
    return found?.state === "active" && found.powers.includes("use") && found.party === holder ? found : undefined;
  };

  /** A key that was revoked or ran out signs nothing that the ledger would take: its sessions end. */
  const recheckKey = async (token: string, { line, account }: OpenSession): Promise<void> => {
    const { holder } = await ledger.vouchers.get(line.row.voucherId);
    if ((await userOf(account, holder)) === undefined) sessions.delete(token);
  };

  const recheckAll = async (): Promise<void> => {
    await Promise.all(served().map(recheck));
    const open = [...sessions].filter(([, { line }]) => line.refused === undefined);
    await Promise.all(open.map(([token, session]) => recheckKey(token, session)));
  };

  const offer = (line: Line): UseReceipt => {
    const receipt = receiptOf(line.row);
    if (line.offers.at(-1)?.usedUnits !== receipt.usedUnits) line.offers = [...line.offers, receipt].slice(-offersKept);
    return receipt;
  };

  const sessionOf = (token: string | undefined) => {
    const session = token === undefined ? undefined : sessions.get(token);
    if (session === undefined) throw new AccessError("SESSION_MISSING");
    if (now() < session.expiresAt) return session;
    sessions.delete(token!);
    throw new AccessError("SESSION_OVER");
  };

  /** The line of a voucher for what is asked: the one that is there, or a new one after that was settled. */
  const lineFor = async ({ voucherId, purpose, analysis }: UseRequest): Promise<Line> => {
    const known = lines.get(voucherId);
    let voucher = await ledger.vouchers.get(voucherId);
    if (known !== undefined && known.row.epoch === voucher.epoch) {
      if (known.row.purpose === purpose && known.row.analysis === analysis) return known;
      if (known.row.served + known.reserved > signedUnits(known.row)) throw new AccessError("LINE_OPEN", offer(known));
      endSessions(known);
      const [refused] = await settle([known]);
      if (refused !== undefined) throw new AccessError({ code: refused.code, title: refused.message });
      voucher = await ledger.vouchers.get(voucherId);
    }
    if (known !== undefined) endSessions(known);
    const lost = known === undefined ? 0 : known.row.served - known.row.settled;
    if (lost > 0) log.warn({ voucherId, units: lost }, "uses of an ended line were never settled");
    const { epoch, units } = voucher;
    const line = serving(beginLine({ voucherId, epoch, openingUnits: Number(units), purpose, analysis }));
    lines.set(voucherId, line);
    await store.save([line], true);
    return line;
  };

  /** What uses of a voucher count towards: its holder's quota, and under a licence those of who licensed it. */
  const quotasOf = async (voucherId: string): Promise<Quota[]> => {
    const found: Quota[] = [];
    for (let id: bigint | undefined = BigInt(voucherId); id !== undefined;) {
      const { seriesId, holder }: { seriesId: number; holder: string } = await ledger.vouchers.get(id);
      const { basis, conditions } = (await ledger.series.get(seriesId)).terms;
      const group = `${seriesId}:${holder}`;
      const { frequency } = conditions;
      if (frequency !== null) {
        const row = quotaRows.get(group) ?? { group, begun: 0, units: 0 };
        const quota = quotaOf.get(group) ?? { row, frequency, reserved: 0 };
        quotaOf.set(group, quota);
        found.push(quota);
      }
      id = basis.kind === "licence" ? basis.id : undefined;
    }
    return found;
  };

  /** A voucher is served on one line at a time: what another session still served would be of a total of its own. */
  const endSessions = (line: Line): void => {
    for (const [token, session] of sessions) if (session.line === line) sessions.delete(token);
  };

  /** One after the other for each voucher, and for settling, whatever became of the one before. */
  const inTurn = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const before = turns.get(what);
    const mine = (before ?? Promise.resolve()).then(work, work);
    turns.set(what, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(what) === mine) turns.delete(what);
    }
  };

  /** Whether the ledger takes what was signed of a line now; what it counted before is settled. */
  const willSettle = async (line: Line): Promise<Unsettled | undefined> => {
    const { voucherId, signed } = line.row;
    const answer = await ledger.usage.settleMany.simulate({ items: [itemOf(line.row)] });
    if (answer.ok) return undefined;
    if (answer.code !== "RECEIPT_COUNTED") return { voucherId, code: answer.code, message: answer.error.message };
    // A transaction of an earlier life reached the ledger.
    line.row.settled = Number(signed!.receipt.usedUnits);
    await store.save([line], true);
    return undefined;
  };

  /** Settles what was signed of these lines, many in one transaction; what the ledger refuses holds up no other. */
  const settle = (some: readonly Line[]): Promise<Unsettled[]> =>
    inTurn("settling", async () => {
      const refused: Unsettled[] = [];
      for (let rest = some.filter(isDue); rest.length > 0; rest = rest.slice(settledAtOnce)) {
        const answers = await Promise.all(
          rest.slice(0, settledAtOnce).map(async (line) => [line, await willSettle(line)] as const),
        );
        refused.push(...answers.flatMap(([, answer]) => answer ?? []));
        const part = answers.flatMap(([line, answer]) => (answer === undefined && isDue(line) ? [line] : []));
        if (part.length === 0) continue;
        const items = part.map(({ row }) => itemOf(row));
        await (await ledger.usage.settleMany({ items })).wait({ timeoutMs: settleTimeoutMs });
        for (const [i, line] of part.entries()) line.row.settled = Number(items[i]!.receipt.usedUnits);
        await store.save(part, true);
      }
      return refused;
    });

  const settleAll = async (): Promise<void> => {
    for (const refused of await settle([...lines.values()])) log.warn(refused, "the ledger did not settle uses");
  };

  const flush = async (sync = false): Promise<void> => {
    const changed = [...dirty];
    dirty.clear();
    try {
      await store.save(changed, sync);
    } catch (error) {
      for (const line of changed) dirty.add(line);
      throw error;
    }
  };

  const served = () => [...new Set([...sessions.values()].map(({ line }) => line))];

  return {
    /** The party that provides. */
    party,

    /**
     * What a holder signs to open a session: a receipt of no units over a random challenge, which the ledger counts for
     * nothing.
     *
     * @throws AccessError TOO_MANY_CHALLENGES, or the code with which the ledger would refuse the use
     * @throws LedgerError VOUCHER_UNKNOWN, codes of the input
     */
    async challenge(request: UseRequest): Promise<UseReceipt> {
      const at = now();
      for (const [key, { until }] of challenges) if (until <= at) challenges.delete(key);
      if (challenges.size >= mostChallenges) throw new AccessError("TOO_MANY_CHALLENGES");
      const { purpose, analysis } = request;
      const answer = await ledger.usage.canUse({ ...request, provider: party });
      if (!answer.ok) throw new AccessError(answer);
      const { voucherId, epoch, units } = await ledger.vouchers.get(request.voucherId);
      const id = String(voucherId);
      const row = beginLine({ voucherId: id, epoch, openingUnits: Number(units), purpose, analysis });
      const logDigest = `0x${randomBytes(32).toString("hex")}`;
      const receipt = receiptOf(row, { logDigest, usedUntil: new Date(at).toISOString() });
      challenges.set(logDigest, {
        request: { voucherId: id, purpose: receipt.purpose, analysis: receipt.analysis },
        until: at + challengeMs,
      });
      return receipt;
    },

    /**
     * Opens a session for whoever signed the challenge with a key of the holder that may `use`.
     *
     * @throws AccessError CHALLENGE_UNKNOWN, LINE_OPEN, or USE_SIGNATURE_INVALID
     */
    async open(receipt: UseReceipt, signature: string): Promise<Session> {
      const challenge = challenges.get(receipt.logDigest);
      challenges.delete(receipt.logDigest);
      const isGood = challenge !== undefined && now() < challenge.until;
      if (!isGood || receipt.voucherId !== challenge.request.voucherId || receipt.usedUnits !== "0") {
        throw new AccessError("CHALLENGE_UNKNOWN");
      }
      const account = ledger.usage.signerOf(receipt, signature);
      const { holder } = await ledger.vouchers.get(receipt.voucherId);
      const user = await userOf(account, holder);
      if (user === undefined) {
        const title = "The session was not signed by a key of the holder that may use";
        throw new AccessError({ code: "USE_SIGNATURE_INVALID", title });
      }
      const unitLimit = user.unitLimit === null ? Infinity : Number(user.unitLimit);
      // In one turn, so that no other line takes the place of this one before its session is known.
      return inTurn(receipt.voucherId, async () => {
        const line = await lineFor(challenge.request);
        line.quotas = await quotasOf(line.row.voucherId);
        await check(line);
        const expiresAt = now() + sessionMs;
        const token = randomBytes(32).toString("base64url");
        sessions.set(token, { line, account, unitLimit, expiresAt });
        return { token, expiresAt, exposure, signed: line.row.signed };
      });
    },

    /**
     * Says whether a request may be served, without asking anybody, and keeps its units until it is.
     *
     * @throws AccessError SESSION_MISSING, SESSION_OVER, RECEIPT_NEEDED with what to sign, LIMIT_REACHED, UNITS_SPENT,
     *   FREQUENCY_REACHED, UNITS_OVER_EXPOSURE, LEDGER_SILENT, or the code with which the ledger would refuse
     */
    hold(token: string | undefined, units: number, what: string): Hold {
      const { line, unitLimit } = sessionOf(token);
      const { row } = line;
      if (line.refused !== undefined) throw new AccessError(line.refused);
      if (now() - line.checkedAt > recheckMs * silentRechecks) throw new AccessError("LEDGER_SILENT");
      if (units > exposure) throw new AccessError("UNITS_OVER_EXPOSURE");
      const after = row.served + line.reserved + units;
      if (after > row.openingUnits) throw new AccessError("UNITS_SPENT");
      if (!line.quotas.every((quota) => isWithin(quota, units, now()))) throw new AccessError("FREQUENCY_REACHED");
      const isPastLimit = after - row.settled > unitLimit;
      if (isPastLimit && row.served === signedUnits(row)) throw new AccessError("LIMIT_REACHED");
      if (isPastLimit || after - signedUnits(row) > exposure) throw new AccessError("RECEIPT_NEEDED", offer(line));
      const { quotas } = line;
      const reserve = (more: number) => {
        line.reserved += more;
        for (const quota of quotas) quota.reserved += more;
      };
      reserve(units);
      let open = true;
      const end = () => {
        if (open) reserve(-units);
        open = false;
      };
      return {
        count() {
          if (open) countUse(line, units, what.slice(0, whatLength), now());
          end();
          dirty.add(line);
          return { served: row.served, left: row.openingUnits - row.served };
        },
        drop: end,
      };
    },

    /** The receipt for everything that was served in a session's line. @throws AccessError SESSION_MISSING, SESSION_OVER */
    receipt: (token: string | undefined): UseReceipt => offer(sessionOf(token).line),

    /**
     * Takes a receipt that the holder signed; it is on disk when this resolves.
     *
     * @throws AccessError SESSION_MISSING, SESSION_OVER, RECEIPT_NOT_OFFERED, USE_SIGNATURE_INVALID
     */
    async sign(token: string | undefined, receipt: UseReceipt, signature: string): Promise<void> {
      const { line, account, unitLimit } = sessionOf(token);
      const offered = line.offers.find(({ usedUnits }) => usedUnits === receipt.usedUnits);
      if (offered === undefined || JSON.stringify(offered) !== JSON.stringify({ ...offered, ...receipt })) {
        throw new AccessError("RECEIPT_NOT_OFFERED");
      }
      if (ledger.usage.signerOf(offered, signature) !== account) {
        const title = "The receipt is not signed by the key that opened the session";
        throw new AccessError({ code: "USE_SIGNATURE_INVALID", title });
      }
      if (Number(offered.usedUnits) > signedUnits(line.row)) line.row.signed = { receipt: offered, signature };
      dirty.delete(line);
      await store.save([line], true);
      // One settlement may count no more than the key's limit, so what nears it is not left to wait for its time.
      if (signedUnits(line.row) - line.row.settled + exposure > unitLimit) {
        void settle([line]).catch((error: unknown) => log.warn({ err: error }, "cannot settle uses"));
      }
    },

    /**
     * Settles everything that was signed and is not settled; tells what the ledger refused, which is tried again the next
     * time.
     *
     * @throws LedgerError codes of the node
     */
    settle: () => settle([...lines.values()]),

    /** Lines as they are: what was served, signed and settled of each voucher. */
    lines: (): LineRow[] => [...lines.values()].map(({ row }) => ({ ...row })),

    /** Units of a voucher whose requests are not answered yet. */
    reserved: (voucherId: string): number => lines.get(voucherId)?.reserved ?? 0,

    /** The log of a voucher's present line, whose digests the receipts carry. */
    async *logOf(voucherId: string) {
      await flush();
      const row = lines.get(voucherId)?.row;
      if (row !== undefined) yield* store.log(voucherId, row.epoch, row.openingUnits);
    },

    /** Checks, writes and settles until aborted, then once more. */
    async run(signal: AbortSignal): Promise<void> {
      const every = (ms: number, work: () => Promise<void>, what: string) =>
        new Promise<void>((resolve) => {
          let timer: NodeJS.Timeout | undefined;
          const turn = () =>
            void work()
              .catch((error: unknown) => log.warn({ err: error }, what))
              .then(() => (signal.aborted ? resolve() : (timer = setTimeout(turn, ms))));
          timer = setTimeout(turn, ms);
          signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
        });
      await Promise.all([
        every(flushMs, () => flush(), "cannot write counts"),
        every(recheckMs, recheckAll, "cannot check vouchers"),
        every(settleMs, settleAll, "cannot settle uses"),
      ]);
      await flush(true);
    },

    /** Writes what is left and lets the folder go. */
    async close(): Promise<void> {
      await flush(true);
      await store.close();
    },
  };
}

function serving(row: LineRow): Line {
  return { row, reserved: 0, refused: undefined, checkedAt: 0, unwritten: [], offers: [], quotas: [] };
}

const isDue = ({ row }: Line): boolean => signedUnits(row) > row.settled;

/** What is settled of a line. */
function itemOf({ signed }: LineRow) {
  return { receipt: signed!.receipt, holderSignature: signed!.signature };
}
