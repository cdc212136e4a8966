/**
 * Counts, up to two, ways from elders to a person that share nobody else, by trying everybody out.
 *
 * Method: one way must exist; two exist when no single person between can cut them all, each of whom
 * is taken away in turn (K. Menger's theorem for two).
 */
export function separateWays(
  person: number,
  people: readonly number[],
  giversOf: (to: number) => readonly number[],
  isElder: (from: number) => boolean,
): number {
  const reaches = (without: number | undefined): boolean => {
    const seen = new Set<number>([person]);
    const open = [person];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const giver of giversOf(at)) {
        if (giver === without || seen.has(giver)) continue;
        if (isElder(giver)) return true;
        seen.add(giver);
        open.push(giver);
      }
    }
    return false;
  };
  if (!reaches(undefined)) return 0;
  return people.every((cut) => cut === person || reaches(cut)) ? 2 : 1;
}
