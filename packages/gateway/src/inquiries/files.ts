/** The file of a case, as grants name it. */
export const fileOfCase = (caseId: string): string => `case:${caseId}`;
/** The file of a party's details, as grants name it; the address in lower case. */
export const fileOfParty = (party: string): string => `party:${party}`;
/** Whether it is the file of a case. */
export const isCaseFile = (file: string): boolean => file.startsWith("case:");
