import { useState } from "preact/hooks";
import type { Step } from "../../api/shapes.ts";
import { isZero } from "../../format/hex.ts";
import { grouped } from "../../format/number.ts";
import { t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { More } from "../../ui/long-table.tsx";
import { StepSentence } from "../../ui/sentence.tsx";
import { AccountLink, Hex, PartyName, Time } from "../../ui/values.tsx";

const size = 100;

/** Steps of a voucher's life, oldest first: what happened, to whom, and the units after it. */
export function VoucherSteps({ steps }: { steps: readonly Step[] }) {
  const [shown, setShown] = useState(size);
  if (steps.length === 0) return <p class="empty">{t("state.empty")}</p>;
  return (
    <>
      <ol class="timeline">
        {steps.slice(0, shown).map((step) => (
          <StepItem key={step.seq} step={step} />
        ))}
      </ol>
      <More left={steps.length - shown} step={size} show={() => setShown(shown + size)} />
    </>
  );
}

function StepItem({ step }: { step: Step }) {
  const { time, transaction, unitsAfter, holderAfter, digest, party, account } = step;
  return (
    <li class={step.kind === "locked" || step.kind === "basisLost" ? "step-warn" : undefined}>
      <p class="meta">
        <Time at={time} />
        <To name="transaction" id={transaction}>
          {t("transaction.one")}
        </To>
        {party && (
          <span>
            <PartyName party={party} /> <AccountLink account={account} />
          </span>
        )}
      </p>
      <p>
        <StepSentence step={step} />
      </p>
      <p class="meta">
        {unitsAfter !== null && <strong>{t("voucher.unitsAfter", { units: grouped(unitsAfter) })}</strong>}
        {holderAfter && !isZero(holderAfter) && (
          <span>
            {t("voucher.holder")}
            {t("common.colon")}
            <PartyName party={holderAfter} />
          </span>
        )}
        {digest && !isZero(digest) && <Hex value={digest} what={t("asset.document")} />}
      </p>
    </li>
  );
}
