import type { Inquiry } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { Hex, Named, PartyName, Time } from "../../ui/values.tsx";

/** Who asks, and as what. */
export function Asker({ inquiry: { asker, capacity, organ } }: { inquiry: Inquiry }) {
  return (
    <>
      {organ === null ? <PartyName party={asker} /> : <Named text={organ} />}
      <br />
      <small>{label("capacity", capacity)}</small>
    </>
  );
}

/** For what, by its code and in words. */
export function Purpose({ inquiry: { purpose } }: { inquiry: Inquiry }) {
  return (
    <>
      {label("inquiryPurpose", purpose.code)}
      <br />
      <Named text={purpose.words} />
    </>
  );
}

/** What was read within an inquiry, the newest first. */
export function Reads({ inquiry: { reads, moreReads } }: { inquiry: Inquiry }) {
  if (reads.length === 0) return <span class="quiet">{t("inquiry.nothingRead")}</span>;
  return (
    <ul>
      {reads.map(({ at, what, digest }, i) => (
        <li key={i}>
          <Time at={at} /> {label("readWhat", what)}{" "}
          {digest !== null && <Hex value={digest} what={t("inquiry.digest")} />}
        </li>
      ))}
      {moreReads && <li>{t("inquiry.moreReads")}</li>}
    </ul>
  );
}

/** The case whose file it is, or the party whose details. */
export function OfFile({ inquiry: { subject } }: { inquiry: Inquiry }) {
  if (subject.kind === "party") return <PartyName party={subject.id} />;
  return (
    <To name="registration" id={subject.id}>
      {t("case.title", { id: subject.id })}
    </To>
  );
}
