import { qualifications, userKinds } from "@data-voucher/sdk/conditions";
import type { ComponentChildren } from "preact";
import { Fragment } from "preact";
import type { LedgerEvent } from "../api/shapes.ts";
import type { Step } from "../api/shapes.ts";
import { lockName } from "../data/locks.ts";
import { valueAt } from "../data/steps.ts";
import { partsOf } from "../i18n/template.ts";
import { label, rawWord, type Group } from "../i18n/words.ts";
import { To } from "./link.tsx";
import {
  AccountLink,
  AssetLink,
  CertificateLink,
  ConditionWords,
  Count,
  Named,
  PartyName,
  Purposes,
  Time,
  VoucherLink,
} from "./values.tsx";

/** How each kind of place in a sentence is shown. */
const shown: Readonly<Record<string, (value: string) => ComponentChildren>> = {
  party: (party) => <PartyName party={party} />,
  account: (account) => <AccountLink account={account} />,
  voucher: (id) => <VoucherLink id={id} />,
  certificate: (number) => <CertificateLink number={number} />,
  asset: (id) => <AssetLink id={id} />,
  series: (id) => (
    <To name="series" id={id}>
      {id}
    </To>
  ),
  case: (id) => (
    <To name="registration" id={id}>
      {id}
    </To>
  ),
  record: (id) => (
    <To name="record" id={id}>
      {id}
    </To>
  ),
  request: (id) => (
    <To name="recordRequest" id={id}>
      {id}
    </To>
  ),
  authorisation: (id) => (
    <To name="authorisation" id={id}>
      {id}
    </To>
  ),
  profile: (id) => (
    <To name="profile" id={id}>
      {id}
    </To>
  ),
  year: (year) => (
    <To name="calendarYear" id={year}>
      {year}
    </To>
  ),
  number: (value) => <Count value={value} />,
  time: (at) => <Time at={at} />,
  lock: (value) => lockName(value),
  purpose: (bit) => <Purposes list={[Number(bit)]} />,
  userKind: (code) => <ConditionWords list={userKinds} codes={[code]} />,
  qualifications: (codes) => <ConditionWords list={qualifications} codes={codes.split(",")} />,
  text: (text) => <Named text={text} />,
};

/** An event as a sentence with links; one that has no sentence is named. */
export function EventSentence({ event }: { event: LedgerEvent }) {
  const template = rawWord(`sentence.${event.name}`);
  if (template === undefined) return <code>{`${event.contract}.${event.name}`}</code>;
  return <Filled template={template} values={event.args} />;
}

/** A step of a voucher's life as a sentence with links. */
export function StepSentence({ step }: { step: Step }) {
  return <Filled template={rawWord(`step.${step.kind}`) ?? step.kind} values={step} />;
}

function Filled({ template, values }: { template: string; values: unknown }) {
  return (
    <>
      {partsOf(template).map((part, i) => (
        <Fragment key={i}>{"text" in part ? part.text : shownValue(part.kind, valueAt(values, part.path))}</Fragment>
      ))}
    </>
  );
}

function shownValue(kind: string, value: unknown): ComponentChildren {
  if (value === null || value === undefined) return "–";
  const text = String(value);
  return shown[kind]?.(text) ?? label(kind as Group, text);
}
