/** How often something may be done: a store of permits that fills up again. */
export interface BucketLimit {
  /** Permits that come back in a second. */
  readonly perSecond: number;
  /** Permits that can be used at once. */
  readonly burst: number;
}

/** What one address, one person, one request may ask of a node. */
export interface NodeLimits {
  /** Work for those who ask from one address and are no members who have signed in. Units: milliseconds of the main thread. */
  readonly cpuPerAddress: BucketLimit;
  /** Work for one member who has signed in, and for the actions that they have signed. Units: the same. */
  readonly cpuPerMember: BucketLimit;
  /** The part of the main thread that all who are no members together are given, from 0 to 1. */
  readonly cpuShareOfStrangers: number;
  /** Attempts to join, which nobody can count by person yet. */
  readonly joinsPerAddress: BucketLimit;
  readonly uploadBytesPerAddress: BucketLimit;
  /** Actions in one batch. */
  readonly batchActionsMax: number;
  /** Bytes of one batch. */
  readonly batchBytesMax: number;
  /** Bytes of any JSON that is sent. */
  readonly jsonBytesMax: number;
  /** Bytes of one text or file. */
  readonly blobBytesMax: number;
  /** Blobs in one question. */
  readonly blobsPerReadMax: number;
  /** Bytes of the blobs of all who are no members that wait for an action to publish them. */
  readonly pendingBlobBytesMax: number;
  /** Of these, what comes from all who were invited by one person, and are no members yet. */
  readonly pendingBlobBytesPerInviterMax: number;
  /** Bytes that one member may have waiting, whatever others have. */
  readonly pendingBlobBytesPerPersonMax: number;
  /** Bytes that the texts of one person may take, published or waiting. */
  readonly textBytesPerPersonMax: number;
  /** How long they wait. Units: milliseconds. */
  readonly pendingBlobLife: number;
  /** Event streams of all who have not signed in. */
  readonly eventStreamsOfStrangersMax: number;
  /** Of these, what comes from one address. */
  readonly eventStreamsPerAddressMax: number;
  /** Event streams that one person who has signed in may have open, whatever others have. */
  readonly eventStreamsPerPersonMax: number;
  /** Bytes that a listener may lag behind before the stream is cut. */
  readonly eventStreamLagMax: number;
  /** Connections at once. */
  readonly connectionsMax: number;
  /** Of these, what comes from one address, or is asked for it by a proxy. */
  readonly connectionsPerAddressMax: number;
  /** How long a connection, one of a proxy aside, may wait without asking anything. Units: milliseconds. */
  readonly connectionIdleMax: number;
  /** Items of one page of activity. */
  readonly activityItemsMax: number;
}

/** The limits of a node unless its configuration says otherwise. */
export const DEFAULT_NODE_LIMITS: NodeLimits = {
  cpuPerAddress: { perSecond: 100, burst: 3000 },
  cpuPerMember: { perSecond: 250, burst: 3000 },
  cpuShareOfStrangers: 0.3,
  joinsPerAddress: { perSecond: 1, burst: 120 },
  uploadBytesPerAddress: { perSecond: 1_048_576, burst: 33_554_432 },
  batchActionsMax: 1000,
  batchBytesMax: 4_194_304,
  jsonBytesMax: 262_144,
  blobBytesMax: 262_144,
  blobsPerReadMax: 200,
  pendingBlobBytesMax: 67_108_864,
  pendingBlobBytesPerInviterMax: 1_048_576,
  pendingBlobBytesPerPersonMax: 8_388_608,
  textBytesPerPersonMax: 67_108_864,
  pendingBlobLife: 600_000,
  eventStreamsOfStrangersMax: 500,
  eventStreamsPerAddressMax: 100,
  eventStreamsPerPersonMax: 16,
  eventStreamLagMax: 1_048_576,
  connectionsMax: 2000,
  connectionsPerAddressMax: 512,
  connectionIdleMax: 15_000,
  activityItemsMax: 100,
};
