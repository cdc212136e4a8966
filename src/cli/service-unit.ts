/** What a service of the system runs. */
export interface ServiceUnit {
  /** The folder of the community. */
  readonly home: string;
  /** The program of Node, and the file that is the command line. */
  readonly node: string;
  readonly program: string;
  /** What is said to `folkmoot start` besides the home. */
  readonly words: readonly string[];
  /** Further folders that it may write to: the one for backups. */
  readonly folders: readonly string[];
  /** The file of settings that it reads. */
  readonly config: string;
  /** For the whole system, as somebody; else for the person who is signed in. */
  readonly user: string | undefined;
  /** Whether CometBFT runs beside the node, which asks the system for its addresses. */
  readonly isNetwork: boolean;
}

/** The name of a service, by that of the home's folder. */
export function serviceName(home: string): string {
  const last =
    home
      .split("/")
      .filter((part) => part !== "")
      .at(-1) ?? "community";
  return `folkmoot-${last.replaceAll(/[^A-Za-z0-9_.-]/g, "-")}.service`;
}

/**
 * Writes the unit by which systemd runs a node: shut off from all that it does not need, started again
 * when it fails, after the clock is set.
 *
 * Why no `MemoryDenyWriteExecute`: the JavaScript engine makes machine code while it runs. Why it may ask
 * for more memory than a node takes: a community of tens of thousands needs it.
 */
export function serviceUnit(unit: ServiceUnit): string {
  const { home, node, program, words, folders, config, user, isNetwork } = unit;
  const command = [node, program, "start", "--home", home, ...words].map(quoted).join(" ");
  const families = `AF_UNIX AF_INET AF_INET6${isNetwork ? " AF_NETLINK" : ""}`;
  const isOfSystem = user !== undefined;
  return [
    "[Unit]",
    `Description=Folkmoot, ${serviceName(home).replace(/^folkmoot-|[.]service$/g, "")}`,
    ...(isOfSystem
      ? [
          "Wants=network-online.target time-sync.target",
          "After=network-online.target time-sync.target",
        ]
      : []),
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    `ExecStart=${command}`,
    `Environment=${quoted(`FOLKMOOT_CONFIG=${config}`)}`,
    ...(isOfSystem ? [`User=${user}`] : []),
    "Restart=on-failure",
    "RestartSec=5",
    "TimeoutStopSec=60",
    "UMask=0077",
    `ReadWritePaths=${[home, ...folders].map(quoted).join(" ")}`,
    ...SHUT_OFF,
    `RestrictAddressFamilies=${families}`,
    "MemoryMax=2G",
    "TasksMax=256",
    "",
    "[Install]",
    `WantedBy=${isOfSystem ? "multi-user.target" : "default.target"}`,
    "",
  ].join("\n");
}

/** What a node does without. */
const SHUT_OFF = [
  "ProtectSystem=strict",
  "ProtectHome=read-only",
  "PrivateTmp=yes",
  "PrivateDevices=yes",
  "PrivateUsers=yes",
  "ProtectProc=invisible",
  "ProcSubset=pid",
  "ProtectClock=yes",
  "ProtectHostname=yes",
  "ProtectKernelLogs=yes",
  "ProtectKernelModules=yes",
  "ProtectKernelTunables=yes",
  "ProtectControlGroups=yes",
  "NoNewPrivileges=yes",
  "CapabilityBoundingSet=",
  "AmbientCapabilities=",
  "LockPersonality=yes",
  "RestrictNamespaces=yes",
  "RestrictRealtime=yes",
  "RestrictSUIDSGID=yes",
  "RemoveIPC=yes",
  "KeyringMode=private",
  "SystemCallArchitectures=native",
  "SystemCallFilter=@system-service",
  "SystemCallFilter=~@privileged @resources",
  "SystemCallErrorNumber=EPERM",
];

/** A word as systemd reads it: `%` and `$` mean something there. */
function quoted(word: string): string {
  // A line end would begin a setting of its own.
  if (/\p{Cc}/u.test(word)) throw new Error(`${JSON.stringify(word)} cannot be named in a service`);
  const plain = escaped(word)
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("$", "$$$$");
  return `"${plain}"`;
}

const escaped = (word: string): string => word.replaceAll("%", "%%");
