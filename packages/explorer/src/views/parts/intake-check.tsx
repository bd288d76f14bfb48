import { guideRules, type IntakePreview, type IntakeTerms } from "@data-voucher/sdk/intake";
import { useRef, useState } from "preact/hooks";
import { questions } from "../../api/questions.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { shortHex } from "../../format/hex.ts";
import { t } from "../../i18n/words.ts";
import { previewFile } from "../../intake/preview-file.ts";
import { DropZone } from "./drop-zone.tsx";
import { IntakeResult } from "./intake-result.tsx";

type State =
  | { readonly is: "idle" }
  | { readonly is: "working" | "failed"; readonly name: string }
  | { readonly is: "done"; readonly name: string; readonly preview: IntakePreview };

/** Takes a list and the registry for lines that name none, and previews it here. */
export function IntakeCheck() {
  const [state, setState] = useState<State>({ is: "idle" });
  const [chosen, setChosen] = useState("");
  const running = useRef<AbortController>(null);
  const taken = useRef<File>(null);
  const registries = useAnswer(questions.parties({ role: "registry", limit: 100 })).data?.items ?? [];
  const profiles = useAnswer(questions.profiles({ limit: 100 })).data?.items ?? [];
  const { data: status } = useAnswer(questions.status());

  const take = async (file: File, registry: string) => {
    taken.current = file;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ is: "working", name: file.name });
    const terms: Record<string, IntakeTerms> = {};
    for (const { party, profileId } of registries) {
      const profile = profiles.find((known) => known.profileId === profileId);
      if (profile) terms[party] = profile.terms;
    }
    // The ledger's own clock where it is known: terms are counted by it.
    const time = status?.indexed ? Date.parse(status.indexed.time) : Date.now();
    const now = Math.floor(time / 1000);
    const request = { file, now, registry: registry || null, terms, guide: guideRules(now).termsOf(null) };
    try {
      const preview = await previewFile(request, controller.signal);
      if (running.current === controller) setState({ is: "done", name: file.name, preview });
    } catch {
      if (running.current === controller) setState({ is: "failed", name: file.name });
    }
  };

  return (
    <div class="intake">
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>{t("intake.registry")}</span>
          <select
            name="registry"
            value={chosen}
            onChange={({ currentTarget: { value } }) => {
              setChosen(value);
              if (taken.current) void take(taken.current, value);
            }}
          >
            <option value="">{t("intake.registryOfLines")}</option>
            {registries.map(({ party, name }) => (
              <option key={party} value={party}>
                {name ?? shortHex(party)}
              </option>
            ))}
          </select>
        </label>
      </form>
      <DropZone take={(file) => void take(file, chosen)} word="intake.choose" accept=".xlsx,.csv" />
      <div role="status">
        {state.is === "working" && <p>{t("intake.working", { name: state.name })}</p>}
        {state.is === "failed" && <p class="banner">{t("verify.failed")}</p>}
        {state.is === "done" && <Verdict preview={state.preview} />}
      </div>
      {state.is === "done" && <IntakeResult name={state.name} registry={chosen} preview={state.preview} />}
    </div>
  );
}

function Verdict({ preview: { lines, errors, warnings } }: { preview: IntakePreview }) {
  const counts = { lines: lines.length, errors, warnings };
  return errors > 0 ? (
    <p class="banner verdict verdict-no">{t("intake.refused", counts)}</p>
  ) : (
    <p class="banner verdict verdict-yes">{t("intake.ready", counts)}</p>
  );
}
