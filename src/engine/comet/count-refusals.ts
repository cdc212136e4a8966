import { findFault, type Law } from "../../protocol/law.ts";
import type { Application } from "./abci/application.ts";
import { QUOTA_CODE } from "./application.ts";
import {
  ResponseApplySnapshotChunk_Result as ApplyResult,
  ResponseOfferSnapshot_Result as OfferResult,
  ResponseProcessProposal_ProposalStatus as ProposalStatus,
} from "./proto/tendermint/abci/types_pb.ts";

import { WAKE_CODE } from "./wake.ts";

/**
 * Counts what the law turns down: actions by the fault, proposals, snapshots and their chunks.
 *
 * Why around the application: what is turned down changes nothing, so nothing else would tell.
 */
export function countRefusals(
  law: Law,
  application: Application,
  count: (reason: string) => void,
): Application {
  return {
    ...application,
    async checkTx(request) {
      const response = await application.checkTx(request);
      const { code } = response;
      if (code === WAKE_CODE) count("mempool/not-needed");
      else if (code === QUOTA_CODE) count("mempool/too-many-waiting");
      else if (code !== undefined && code !== 0) {
        count(findFault(law, code)?.code ?? "mempool/unknown");
      }
      return response;
    },
    async processProposal(request) {
      const response = await application.processProposal(request);
      if (response.status === ProposalStatus.REJECT) count("proposal/beyond-limits");
      return response;
    },
    async offerSnapshot(request) {
      const response = await application.offerSnapshot(request);
      if (response.result !== OfferResult.ACCEPT) count("snapshot/not-what-was-signed");
      return response;
    },
    async applySnapshotChunk(request) {
      const response = await application.applySnapshotChunk(request);
      if (response.result !== ApplyResult.ACCEPT) count("snapshot/wrong-chunk");
      return response;
    },
  };
}
