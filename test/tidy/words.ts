/** A word that has no place in the law, why, and the files that may use it all the same. */
export interface BannedWord {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly except?: RegExp;
}

/** What the law may not say: whatever differs between machines, moments and languages. */
export const bannedInProtocol: readonly BannedWord[] = [
  { pattern: /\b(?:async|await|Promise|queueMicrotask)\b/, reason: "the law is synchronous" },
  { pattern: /\bDate\b|\bperformance\b|\bsetTimeout\b|\bsetInterval\b/, reason: "no clock" },
  { pattern: /\bMath\.(?!min\b|max\b)\w+/, reason: "of Math only min and max" },
  { pattern: /(?<![\w.])\d[\d_]*\.\d|(?<![\w.])\.\d|\b\d+e-\d/, reason: "no fractions" },
  {
    pattern: /(?<![*/])\/(?![*/])/,
    reason: "division only in kernel/integer, and no regular expressions",
    except: /kernel\/integer\.ts$/,
  },
  { pattern: /\.(?:sort|toSorted)\(\s*\)/, reason: "sorting takes a comparison" },
  { pattern: /\bfor\s*\(\s*(?:const|let|var)\s+\w+\s+in\b/, reason: "no for..in" },
  { pattern: /\bJSON\b/, reason: "no JSON" },
  { pattern: /\bIntl\b|\blocaleCompare\b|\btoLocale\w*/, reason: "no language of a machine" },
  { pattern: /\bparseFloat\b|\bparseInt\b|\.toFixed\b|\.toPrecision\b/, reason: "no floats" },
  { pattern: /\bWeakRef\b|\bFinalizationRegistry\b/, reason: "nothing depends on memory" },
  { pattern: /\bSymbol\(/, reason: "no symbols" },
  { pattern: /\beval\b|\bnew Function\b|\bglobalThis\b|\bprocess\./, reason: "no world" },
  { pattern: /\bRegExp\b/, reason: "no regular expressions" },
  {
    pattern: /\bNumber\(/,
    reason: "only codecs make numbers of other things",
    except: /\/(?:kernel|chain)\/|money\/convert\.ts$/,
  },
  {
    pattern: /\btry\s*\{|\bcatch\b/,
    reason: "faults are values",
    except: /kernel\/(?:schema|attempt)\.ts$/,
  },
  {
    pattern: /\bthrow\b/,
    reason: "only kernel/assert throws",
    except: /kernel\/(?:assert|edition-missing)\.ts$/,
  },
  {
    pattern: /\bclass\s+\w/,
    reason: "data is plain objects",
    except: /kernel\/(?:assert|choice-type|edition-missing)\.ts$/,
  },
  {
    pattern: /\bObject\.keys\b/,
    reason: "no order of keys in logic",
    except: /kernel\/plain\.ts$/,
  },
];

/** What no source says. */
export const bannedEverywhere: readonly BannedWord[] = [
  { pattern: /^\s*(?:export\s+)?(?:const\s+)?enum\s+\w/, reason: "no enums" },
  { pattern: /^\s*(?:export\s+)?namespace\s+\w/, reason: "no namespaces" },
  { pattern: /^\s*export\s+default\b/, reason: "named exports only", except: /\.config\.ts$/ },
];

/** What the faces, the command line and the app, may not say: the compiler sees what they do. */
export const bannedInFaces: readonly BannedWord[] = [
  {
    pattern: /\bas (?:never\b|unknown(?: as\b|$))/,
    reason: "types come from the law, and no cast silences the compiler",
  },
];

/** What the app may not say: what changes is held in signals, which everything that shows it hears of. */
export const bannedInApp: readonly BannedWord[] = [
  {
    pattern: /^(?:export )?let\b/,
    reason: "state is a signal",
    except: /\.test\.ts$/,
  },
  {
    pattern: /\bnew Set<\(/,
    reason: "who listens is kept by a signal",
  },
];

/** Words that readers whose language it is not stumble over: sources and pages say them in today's words. */
export const oldWords: readonly BannedWord[] = [
  {
    pattern: /\b(?:anew|whoever|whosoever|told of|thereof|therein|whence|hitherto)\b/i,
    reason: "plain words of today",
    except: /^test\/tidy/,
  },
];

/** Says which words of a line are banned; comments and quotes are blank already. */
export function wordProblems(file: string, line: string, words: readonly BannedWord[]): string[] {
  return words
    .filter(({ pattern, except }) => pattern.test(line) && !(except?.test(file) ?? false))
    .map(({ reason }) => reason);
}
