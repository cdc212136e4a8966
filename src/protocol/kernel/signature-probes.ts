/** A signature on which platforms are known to differ, and what the strict rule says of it. */
export interface Probe {
  readonly publicKey: string;
  readonly message: string;
  readonly signature: string;
  readonly valid: boolean;
}

/**
 * What a platform or a library must judge rightly before it is trusted: an ordinary signature, keys and R with
 * a part of small order, and a challenge that must be taken modulo L.
 *
 * Source: the entries of the same kind in `vectors/signatures/ed25519.json`, in hexadecimal.
 */
export const PROBES: readonly Probe[] = [
  {
    publicKey: "f5e55ab161c3fb8fff0f791630cb04c97a67d11cf82cfe3434d54b1810dd96b2",
    message: "6f6e6520706572736f6e2c206f6e6520766f696365",
    signature:
      "f34ea44d709860a89d191949f0f1e7838fb7692d15af6a1933033c844d28eef8f63eecb1e56cdff61e4b14a295a73b739fda86109be771dfbb9240e7bdbe8c02",
    valid: true,
  },
  {
    publicKey: "f5e55ab161c3fb8fff0f791630cb04c97a67d11cf82cfe3434d54b1810dd96b2",
    message: "6f6e6520706572736f6e2c2074776f20766f69636573",
    signature:
      "f34ea44d709860a89d191949f0f1e7838fb7692d15af6a1933033c844d28eef8f63eecb1e56cdff61e4b14a295a73b739fda86109be771dfbb9240e7bdbe8c02",
    valid: false,
  },
  {
    publicKey: "e50612c92fc4e9c3c0ad0f1da4e3bcd0b27b7407d9bf60ea7ccc4041acd3f2d3",
    message: "6d697865642d6b65792d6f726465722d382d686f6c6473203136",
    signature:
      "5c8545e08616c1c6a47d440c2271c82c82c307750496509879f0c7a25ae775fe6e2b20514d556a8d2ad803206a2205463ba9c4b96872cf6de3b27bb489476508",
    valid: true,
  },
  {
    publicKey: "e50612c92fc4e9c3c0ad0f1da4e3bcd0b27b7407d9bf60ea7ccc4041acd3f2d3",
    message: "6d697865642d6b65792d6f726465722d382d636f666163746f722d6f6e6c792030",
    signature:
      "5c8545e08616c1c6a47d440c2271c82c82c307750496509879f0c7a25ae775fe6ad10f01c33b0d84b2008f6b2ea0c9d393b439495b576a8e91249fc9acbc6b0a",
    valid: false,
  },
  {
    publicKey: "e50612c92fc4e9c3c0ad0f1da4e3bcd0b27b7407d9bf60ea7ccc4041acd3f2d3",
    message: "6d697865642d6b65792d6f726465722d382d726564756365642d6368616c6c656e67652038",
    signature:
      "5c8545e08616c1c6a47d440c2271c82c82c307750496509879f0c7a25ae775fe3977fd06cee36ff1d981faa5d3de6e30db60b510944223d7b4f2197f2748960d",
    valid: true,
  },
  {
    publicKey: "e50612c92fc4e9c3c0ad0f1da4e3bcd0b27b7407d9bf60ea7ccc4041acd3f2d3",
    message: "6d697865642d6b65792d6f726465722d382d77686f6c652d6368616c6c656e67652032",
    signature:
      "5c8545e08616c1c6a47d440c2271c82c82c307750496509879f0c7a25ae775fece76904b91f9620029ad48e65146b1944c92fe5cfb5145bd237afb6c7ff21d0b",
    valid: false,
  },
  {
    publicKey: "f5e55ab161c3fb8fff0f791630cb04c97a67d11cf82cfe3434d54b1810dd96b2",
    message: "6f6e6520706572736f6e2c206f6e6520766f696365",
    signature:
      "66a07071d2c7c3cdb008cccb55f17003b750d1512659788c6221a0c16b7870921def572f4140f04cc31ada6ca29200e3535dfa6beb3e99e8eebac99e9a6cea0d",
    valid: false,
  },
  {
    publicKey: "e50612c92fc4e9c3c0ad0f1da4e3bcd0b27b7407d9bf60ea7ccc4041acd3f2d3",
    message: "6d6978656420626f74682031",
    signature:
      "af095b34cad3ea5d31044973e6dc4355d086fe5099ba3614c18fc0b73aaa7b9555d082c1a1b928746cd28234016e12f3b58d7e642df4ee800774391a6271090e",
    valid: true,
  },
];
