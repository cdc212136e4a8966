import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Api, NodeContext } from "../context.ts";
import { charterHash } from "../founding/charter.ts";

/** Adds what a stranger may know of the community. */
export function addCommunityRoutes(api: Api, context: NodeContext): void {
  const { engine, founding } = context;
  api.get("/community", (c) => {
    const { height, time } = engine.head();
    return c.json({
      chainId: engine.chainId,
      community: toHex(engine.ledger.community),
      name: founding.name,
      founded: founding.document.foundedAt,
      height,
      time,
      now: Math.max(context.clock.now(), time),
      isDemo: context.demo !== undefined,
      address: context.asking.publicAddress ?? null,
      version: context.version,
      charter: {
        text: charterHash(founding) ?? null,
        name: founding.name,
        purpose: founding.purpose,
        language: founding.language,
      },
    });
  });

  api.get("/founding", () => new Response(context.foundingJson, JSON_HEADERS));
}

const JSON_HEADERS = { headers: { "content-type": "application/json" } };
