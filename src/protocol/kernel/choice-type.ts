import { BasicType, type ByteViews, UintNumberType } from "@chainsafe/ssz";
import { assert } from "./assert.ts";

type Ordinals = UintNumberType;
type Node = ReturnType<Ordinals["value_toTree"]>;
type LeafNode = Parameters<Ordinals["tree_getFromNode"]>[0];

/**
 * The SSZ type of one word out of a short fixed list, stored as its position (one byte).
 *
 * Why: rows and inputs read as words in code, JSON and forms, and cost one byte on the ledger.
 * Bounds: 1 to 255 options; a byte beyond the list does not decode.
 */
export class ChoiceType extends BasicType<string> {
  readonly byteLength = 1;
  readonly itemsPerChunk = 32;
  readonly fixedSize = 1;
  readonly minSize = 1;
  readonly maxSize = 1;
  readonly typeName: string;
  readonly options: readonly string[];
  private readonly ordinals: Ordinals = new UintNumberType(1);

  constructor(options: readonly string[]) {
    super();
    this.options = options;
    this.typeName = `choice(${options.join("|")})`;
  }

  private ordinal(option: string): number {
    const at = this.options.indexOf(option);
    assert(at >= 0, `${option} is one of ${this.typeName}`);
    return at;
  }

  private option(ordinal: number): string {
    const option = this.options[ordinal];
    assert(option !== undefined, `${ordinal} is a position in ${this.typeName}`);
    return option;
  }

  defaultValue(): string {
    return this.option(0);
  }

  value_serializeToBytes(output: ByteViews, offset: number, value: string): number {
    return this.ordinals.value_serializeToBytes(output, offset, this.ordinal(value));
  }

  value_deserializeFromBytes(data: ByteViews, start: number, end: number): string {
    return this.option(this.ordinals.value_deserializeFromBytes(data, start, end));
  }

  tree_serializeToBytes(output: ByteViews, offset: number, node: Node): number {
    return this.ordinals.tree_serializeToBytes(output, offset, node);
  }

  tree_deserializeFromBytes(data: ByteViews, start: number, end: number): Node {
    return this.ordinals.tree_deserializeFromBytes(data, start, end);
  }

  tree_getFromNode(leaf: LeafNode): string {
    return this.option(this.ordinals.tree_getFromNode(leaf));
  }

  tree_setToNode(leaf: LeafNode, value: string): void {
    this.ordinals.tree_setToNode(leaf, this.ordinal(value));
  }

  tree_getFromPackedNode(leaf: LeafNode, index: number): string {
    return this.option(this.ordinals.tree_getFromPackedNode(leaf, index));
  }

  tree_setToPackedNode(leaf: LeafNode, index: number, value: string): void {
    this.ordinals.tree_setToPackedNode(leaf, index, this.ordinal(value));
  }

  fromJson(json: unknown): string {
    return this.option(this.options.indexOf(String(json)));
  }

  toJson(value: string): unknown {
    return value;
  }
}
