import { requireLocal } from "../asking/local.ts";
import { packHome } from "../backup/pack-home.ts";
import { streamOf } from "../backup/seal.ts";
import { writeTar } from "../backup/tar.ts";
import type { Api, NodeContext } from "../context.ts";

/** Adds the whole home as it is at one moment, for those who may read it anyway. */
export function addBackupRoutes(api: Api, context: NodeContext): void {
  api.get("/backup", (c) => {
    requireLocal(context.localToken, c.req.header("authorization"));
    const packed = context.packed();
    const tar = writeTar(packHome(packed));
    const headers = { "content-type": "application/x-tar", "cache-control": "no-store" };
    return new Response(streamOf(tar, packed.signal), { headers });
  });
}
