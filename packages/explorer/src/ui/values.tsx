import type { ConditionWord } from "@data-voucher/sdk/conditions";
import { purposes, type Purpose } from "@data-voucher/sdk/purposes";
import { nameOf } from "../data/names.ts";
import { isZero, shortHex } from "../format/hex.ts";
import { certificateNumber, voucherLabel } from "../format/ids.ts";
import { grouped, yuan } from "../format/number.ts";
import { langOf } from "../format/text.ts";
import { dayOf, momentOf, stampOf } from "../format/time.ts";
import { language } from "../i18n/language.ts";
import { label, t } from "../i18n/words.ts";
import { Copy } from "./copy.tsx";
import { To } from "./link.tsx";

/** A digest, id or hash: short to read, whole to copy. */
export function Hex({ value, what, full = false }: { value: string | null | undefined; what: string; full?: boolean }) {
  if (!value || isZero(value)) return <span class="quiet">{t("common.none")}</span>;
  return (
    <span class="hex">
      <code title={value}>{full ? value : shortHex(value)}</code>
      <Copy value={value} what={what} />
    </span>
  );
}

/** A moment in Asia/Shanghai. */
export function Time({ at, day = false }: { at: string | null | undefined; day?: boolean }) {
  if (!at) return <span class="quiet">{t("common.none")}</span>;
  return (
    <time dateTime={stampOf(at)} title={`${momentOf(at)} ${t("common.zone")} (UTC+8)`}>
      {day ? (
        dayOf(at)
      ) : (
        <>
          {momentOf(at)} <small>UTC+8</small>
        </>
      )}
    </time>
  );
}

/** A party by its name, or by its short address where it has none. */
export function PartyName({ party }: { party: string | null | undefined }) {
  if (!party || isZero(party)) return <span class="quiet">{t("common.none")}</span>;
  const name = nameOf(party);
  return (
    <To name="party" id={party} lang={name && langOf(name)}>
      {name ?? <code title={party}>{shortHex(party)}</code>}
    </To>
  );
}

/** A key, to its page. */
export function AccountLink({ account }: { account: string | null | undefined }) {
  if (!account || isZero(account)) return <span class="quiet">{t("common.none")}</span>;
  return (
    <span class="hex">
      <To name="account" id={account}>
        <code title={account}>{shortHex(account)}</code>
      </To>
      <Copy value={account} what={t("account.address")} />
    </span>
  );
}

/** A name in the language it is written in. */
export function Named({ text }: { text: string }) {
  return <span lang={langOf(text)}>{text}</span>;
}

/** A voucher by its label. */
export function VoucherLink({ id }: { id: string }) {
  return (
    <To name="voucher" id={id}>
      {voucherLabel(id)}
    </To>
  );
}

/** An asset by its name, if an answer has told it. */
export function AssetLink({ id }: { id: string }) {
  const name = nameOf(id);
  return (
    <To name="asset" id={id}>
      {name ? <Named text={name} /> : <code title={id}>{shortHex(id)}</code>}
    </To>
  );
}

/** A certificate by its number. */
export function CertificateLink({ number }: { number: string }) {
  return (
    <To name="certificate" id={certificateNumber(number)}>
      <span class="number">{certificateNumber(number)}</span>
    </To>
  );
}

/** A whole number in groups. */
export function Count({ value }: { value: string | number | null }) {
  if (value === null) return <span class="quiet">{t("common.none")}</span>;
  return <span class="number">{grouped(value)}</span>;
}

/** Money in yuan, from fen. */
export function Money({ fen }: { fen: string }) {
  return <span class="number">¥ {yuan(fen)}</span>;
}

/** A territory by the name of its code. */
export function Territory({ code }: { code: number }) {
  return <>{label("territory", code)}</>;
}

/** Purposes by their names on the purpose list. */
export function Purposes({ list }: { list: readonly number[] }) {
  if (list.length === 0) return <span class="quiet">{t("common.none")}</span>;
  const names = list.map((bit) => {
    const purpose: Purpose | undefined = purposes[bit];
    // A purpose that a later release of the ledger added has a number only.
    if (purpose === undefined) return String(bit);
    return language.value === "zh-CN" ? purpose.zh : purpose.en;
  });
  return <>{names.join(t("common.list"))}</>;
}

/** Words of a condition of use; what the list does not know is shown by its code. */
export function ConditionWords({ list, codes }: { list: readonly ConditionWord[]; codes: readonly string[] }) {
  if (codes.length === 0 || codes[0] === "") return <span class="quiet">{t("common.none")}</span>;
  const names = codes.map((code) => {
    const word = list.find((known) => known.code === code);
    if (word === undefined) return code;
    return language.value === "zh-CN" ? word.zh : word.en;
  });
  return <>{names.join(t("common.list"))}</>;
}

/** From one day to another. */
export function Term({ from, until }: { from: string | null; until: string | null }) {
  return (
    <span class="term">
      <Time at={from} day /> {t("common.to")} {until ? <Time at={until} day /> : t("common.noEnd")}
    </span>
  );
}
