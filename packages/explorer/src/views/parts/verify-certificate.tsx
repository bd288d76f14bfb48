import { useState } from "preact/hooks";
import { ApiProblem } from "../../api/problem.ts";
import { questions } from "../../api/questions.ts";
import type { CertificateCheck } from "../../api/shapes.ts";
import { api } from "../../data/api.ts";
import { t } from "../../i18n/words.ts";
import { place } from "../../router/router.ts";
import { ProblemNote } from "../../ui/problem-note.tsx";
import { certificateFields, readCertificateForm, withDays, type FieldFault } from "../../verify/certificate-fields.ts";
import { CheckResult } from "./check-result.tsx";

/** Fields that the address may fill: the QR code of a printed certificate leads here. */
const asked: Readonly<Record<string, string>> = { number: "number", evidenceDigest: "evidence" };

/** A form that compares what a certificate says with the ledger. */
export function VerifyCertificate() {
  const [fault, setFault] = useState<FieldFault>();
  const [result, setResult] = useState<{ readonly number: string; readonly check: CertificateCheck }>();
  const [problem, setProblem] = useState<ApiProblem>();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const read = readCertificateForm(typed);
    setResult(undefined);
    setProblem(undefined);
    setFault("fault" in read ? read.fault : undefined);
    if ("fault" in read) {
      form.querySelector<HTMLInputElement>(`[name="${read.fault.name}"]`)?.focus();
      return;
    }
    try {
      const check = await api.send(questions.verifyCertificate(), read.body);
      setResult({ number: read.body["number"] ?? "", check: withDays(check, read.days) });
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}, error));
    }
  };

  const input = (name: string, word: string, date: boolean, required: boolean) => {
    const wrong = fault?.name === name;
    return (
      <div key={name} class="field">
        <label for={`check-${name}`}>{word}</label>
        <input
          id={`check-${name}`}
          name={name}
          {...(date ? { type: "date" } : { type: "text" })}
          required={required}
          autocomplete="off"
          defaultValue={place.value.query.get(asked[name] ?? "") ?? ""}
          spellcheck={false}
          aria-invalid={wrong}
          aria-describedby={wrong ? "check-fault" : undefined}
        />
        {wrong && (
          <p id="check-fault" class="fault">
            {t(fault.word)}
          </p>
        )}
      </div>
    );
  };

  return (
    <form class="fields" noValidate onSubmit={(event) => void submit(event)}>
      {input("number", `${t("verify.number")} (${t("verify.numberHint")})`, false, true)}
      {certificateFields.map(({ name, word, kind }) => input(name, t(word), kind === "day", false))}
      <button type="submit" class="button button-main">
        {t("verify.check")}
      </button>
      <div role="status" class="fields-all">
        {result && <CheckResult {...result} />}
        {problem && <ProblemNote problem={problem} />}
      </div>
    </form>
  );
}
