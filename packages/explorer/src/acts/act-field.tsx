import { useId } from "preact/hooks";
import { t } from "../i18n/words.ts";
import type { Chosen, Field, Option, Values } from "./act.ts";
import { DocumentField } from "./document-field.tsx";

type Props = {
  readonly field: Field;
  readonly value: Values[string];
  /** What is wrong with it, if something is. */
  readonly problem: string | undefined;
  readonly set: (value: Values[string]) => void;
  /** Told of work that the value waits for. */
  readonly computing: (work: Promise<void>) => void;
};

/** What kind of input a field is, and its limits. */
function inputOf(field: Extract<Field, { kind: "day" | "number" | "text" }>) {
  if (field.kind === "number") return { type: "number", min: 1, max: field.most, step: 1 } as const;
  if (field.kind === "text") return { type: "text", maxLength: field.most } as const;
  return { type: "date" } as const;
}

/** One thing to fill in, with what is wrong with it beside it. */
export function ActField({ field, value, problem, set, computing }: Props) {
  const id = useId();
  switch (field.kind) {
    case "document":
      return (
        <DocumentField
          label={field.label}
          audience={field.audience}
          value={value as Chosen | undefined}
          missing={problem !== undefined}
          set={set}
          computing={computing}
        />
      );
    case "choice":
    case "several":
      return <Choices field={field} value={value} problem={problem} set={set} />;
    default:
      return (
        <label>
          <span>{field.label}</span>
          <input
            {...inputOf(field)}
            name={field.name}
            value={typeof value === "string" ? value : ""}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : id}
            onInput={(event) => set(event.currentTarget.value)}
          />
          {problem !== undefined && (
            <span class="act-missing" id={id}>
              {problem}
            </span>
          )}
        </label>
      );
  }
}

type ChoicesProps = Omit<Props, "computing" | "field"> & { field: Extract<Field, { options: readonly Option[] }> };

function Choices({ field, value, problem, set }: ChoicesProps) {
  const name = useId();
  const several = field.kind === "several";
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const toggle = (one: string) => set(chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one]);
  return (
    <fieldset>
      <legend>{field.label}</legend>
      {field.options.map(({ value: one, word }) => (
        <label key={String(one)} class="act-choice">
          <input
            type={several ? "checkbox" : "radio"}
            name={name}
            checked={several ? chosen.includes(String(one)) : value === one}
            onChange={() => (several ? toggle(String(one)) : set(one))}
          />
          <span>{word}</span>
        </label>
      ))}
      {problem !== undefined && <p class="act-missing">{problem || t("doing.missing")}</p>}
    </fieldset>
  );
}
