/** Arguments of the events about registries as members (articles 11 to 13), in their stored form. */
export interface MemberArgs {
  RegistryCodeSet: { registry: string; byParty: string; account: string; region: number; digit: number };
  RegistryChangeReported: ByRegistry & { effectiveAt: number };
  RegistryExitAnnounced: ByRegistry & { exitAt: number };
  RegistryExitDecided: ByRegistry & { byParty: string; approved: boolean };
  YearlyReportFiled: ByRegistry & { year: number };
  YearlyReportAppraised: ByRegistry & { year: number; byParty: string };
  RegistryDisclosed: ByRegistry & { kind: string };
}

interface ByRegistry {
  registry: string;
  account: string;
  documentDigest: string;
}
