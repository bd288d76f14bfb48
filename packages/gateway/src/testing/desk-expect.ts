import { expect } from "chai";
import { operationTable } from "../outbox/operation.ts";
import type { DeskGateway } from "./desk-gateway.ts";

/** Writes of desks with what a test expects of them. */
export function expectDesk(gateway: () => DeskGateway) {
  const sent = async () => (await gateway().services.home.list(operationTable)).length;
  return {
    /** Expects a write to be done, and gives the operation. */
    async done(url: string, key: Record<string, string>, body: object) {
      const answer = await gateway().write(url, key, body);
      expect(answer.content, url).to.deep.include({ kind: "custody", state: "final", success: true, revert: null });
      expect(answer.status).to.equal(200);
      expect(answer.headers["location"]).to.equal(`/v1/operations/${answer.content.id}`);
      return answer.content as { id: string; hash: string; from: string };
    },
    /** Expects that a write sends nothing; gives status, code and details of its answer. */
    async refused(url: string, key: Record<string, string>, body: object) {
      const before = await sent();
      const { status, code, content } = await gateway().write(url, key, body);
      expect(await sent(), `${url} sent something`).to.equal(before);
      return [status, code, content.details];
    },
  };
}
