/** What of a post tells where it stands. */
export interface Placed {
  readonly post: number;
  readonly replyTo: number;
}

/** A post with the answers to it that are there too. */
export interface Group<P extends Placed> {
  readonly first: P;
  readonly answers: readonly P[];
}

/**
 * Puts answers under what they answer, both in their order; an answer stands by itself where what it answers is on
 * another page.
 */
export function groupsOf<P extends Placed>(posts: readonly P[]): readonly Group<P>[] {
  const there = new Set(posts.map(({ post }) => post));
  return posts
    .filter(({ replyTo }) => replyTo === 0 || !there.has(replyTo))
    .map((first) => ({ first, answers: posts.filter(({ replyTo }) => replyTo === first.post) }));
}
