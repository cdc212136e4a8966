// Command bank runs a chain of the cosmos-sdk that does no more than hold and send money.
//
//	bank found GENESIS SENDS ACCOUNTS VALIDATOR...
//	bank run HOME
//
// It is what Folkmoot's payments are held against: accounts with secp256k1 keys, signatures and
// balances checked, no fees, CometBFT in the same process, as such chains are run.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bank:", err)
		os.Exit(1)
	}
}

func run(words []string) error {
	switch {
	case len(words) >= 5 && words[0] == "found":
		return foundChain(words[1], words[2], words[3], words[4:])
	case len(words) == 2 && words[0] == "run":
		return runMachine(words[1])
	}
	return fmt.Errorf("usage: bank found GENESIS SENDS ACCOUNTS VALIDATOR... | bank run HOME")
}
