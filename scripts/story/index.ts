import { join } from "node:path";
import {
  IAssetRegistry__factory,
  ILedger__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
} from "@data-voucher/sdk/contracts";
import type { Deployment, RpcProvider } from "../deploy/deploy.ts";
import { admission } from "./acts/admission.ts";
import { agreedData } from "./acts/agreement.ts";
import { climateProduct } from "./acts/climate.ts";
import { exOfficio } from "./acts/ex-officio.ts";
import { lapseAndTrial, runningNotice, waivedNotice } from "./acts/firms.ts";
import { jointProduct } from "./acts/joint.ts";
import { commitments } from "./acts/commitments.ts";
import { licences, licencesEnd } from "./acts/licences.ts";
import { membership } from "./acts/members.ts";
import { operatorProduct } from "./acts/operator-product.ts";
import { publicChanges } from "./acts/public-changes.ts";
import { publicTrack } from "./acts/public-track.ts";
import { control, remarks } from "./acts/remarks.ts";
import { renewal } from "./acts/renewal.ts";
import { rules } from "./acts/rules.ts";
import { circulation, trade } from "./acts/trade.ts";
import { use } from "./acts/use.ts";
import { createStoryClock, yearsBetween } from "./calendar.ts";
import { type CastName, type Player, derive } from "./cast.ts";
import { prepareDataSets } from "./data.ts";
import { historyWorkingDays } from "./days.ts";
import { openNotes } from "./notes.ts";
import { createPapers, papersFolder } from "./papers.ts";
import { createSchedule } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { createTeller, type Outcome } from "./teller.ts";

export interface StoryOptions {
  readonly provider: RpcProvider;
  readonly deployment: Deployment;
  readonly players: Record<CastName, Player>;
  /** 32 random bytes of this data folder. */
  readonly seed: string;
  readonly genesisTime: number;
  /** Folder for notes, papers and derived data. */
  readonly folder: string;
  /** Moves the ledger's clock forward to this second. */
  readonly setTime: (seconds: number) => void;
  readonly onChapter: (title: string) => void;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly signal: AbortSignal;
}

/**
 * Tells the story of the first months on the ledger; interrupted, it goes on where it stopped.
 * @throws StoryError when the ledger does not answer as the story wants
 */
export async function tellStory(options: StoryOptions): Promise<readonly Outcome[]> {
  const { provider, deployment, players, seed, genesisTime, folder, setTime, onChapter, onOutcome, signal } = options;
  const at = (name: string) => deployment.contracts[name]!.address;
  const ledger = ILedger__factory.connect(at("Ledger"), provider);
  const notes = await openNotes(join(folder, "acts.jsonl"));
  try {
    onChapter("读取公开数据并计算指纹 Fingerprinting public data");
    const data = await prepareDataSets(join(folder, "data"));
    const chainId = Number(deployment.chainId);
    const teller = createTeller({ provider, chainId, notes, setTime, onOutcome, signal });
    const schedule = createSchedule(teller.tell);
    const clock = createStoryClock(genesisTime);
    const papers = await createPapers(papersFolder(folder));
    const entries = Object.values(players).map(async ({ castName, partyId }) => [
      castName,
      await ledger.partyAddress(partyId),
    ]);
    const stage: Stage = {
      players,
      party: Object.fromEntries(await Promise.all(entries)) as Record<CastName, string>,
      ledger,
      assets: IAssetRegistry__factory.connect(at("AssetRegistry"), provider),
      records: IPublicRecords__factory.connect(at("PublicRecords"), provider),
      calendar: IWorkingCalendar__factory.connect(at("WorkingCalendar"), provider),
      profiles: IRegistrationProfiles__factory.connect(at("RegistrationProfiles"), provider),
      data,
      papers,
      at: clock,
      // To the last day of the history, not to the present one: a story that goes on later is still the same story.
      years: yearsBetween(genesisTime, clock(historyWorkingDays, "00:00")),
      random: (purpose) => derive(seed, purpose),
      tell: schedule.tell,
    };

    onChapter("一、日历、规则与主体准入 Calendar, rules and admission of parties");
    const profileIds = await rules(stage);
    await admission(stage, profileIds);
    onChapter("二、三、公共数据登记与授权运营 Public data and authorised operation");
    const track = await publicTrack(stage);
    onChapter(
      "四至十、产权登记、后续登记、协议交易、凭证流转与用量计量 Registration of every kind, trade, circulation and use",
    );
    await schedule.together([
      async () => {
        const product = await operatorProduct(stage, track);
        const voucherId = await trade(stage, product.certificateId, track);
        const licensed = await licences(stage, product.certificateId);
        await commitments(stage, product.certificateId);
        const otherId = await circulation(stage, voucherId);
        await use(stage, voucherId, otherId);
        await licencesEnd(stage, licensed);
      },
      () => climateProduct(stage),
      async () => {
        const { filing, certificateId } = await waivedNotice(stage);
        await renewal(stage, filing, certificateId);
        await remarks(stage, filing, certificateId);
      },
      async () => {
        const { filing, certificateId } = await lapseAndTrial(stage, profileIds);
        await exOfficio(stage, filing, certificateId);
      },
      () => jointProduct(stage),
      async () => {
        const { filing, certificateId } = await agreedData(stage);
        await control(stage, filing, certificateId);
      },
      () => publicChanges(stage),
      () => membership(stage),
      () => runningNotice(stage),
    ]);
    return teller.outcomes;
  } finally {
    await notes.close();
  }
}
