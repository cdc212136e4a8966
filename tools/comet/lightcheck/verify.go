package main

import (
	"context"

	dbm "github.com/cometbft/cometbft-db"

	"github.com/cometbft/cometbft/light"
	"github.com/cometbft/cometbft/light/provider"
	"github.com/cometbft/cometbft/light/provider/mock"
	lightdb "github.com/cometbft/cometbft/light/store/db"
	"github.com/cometbft/cometbft/types"
)

// step verifies one light block by another: adjacent where it is the next one, else by skipping.
func step(folder string, asked question) error {
	trusted, err := read(folder, asked.Trusted)
	if err != nil {
		return err
	}
	untrusted, err := read(folder, asked.Untrusted)
	if err != nil {
		return err
	}
	return light.Verify(
		trusted.SignedHeader, trusted.ValidatorSet,
		untrusted.SignedHeader, untrusted.ValidatorSet,
		asked.period(), asked.Now, clockDrift, light.DefaultTrustLevel,
	)
}

// follow lets the whole client go from a trusted block to another, asking for what it needs.
func follow(folder string, asked question) error {
	trusted, err := read(folder, asked.Trusted)
	if err != nil {
		return err
	}
	target, err := read(folder, asked.Untrusted)
	if err != nil {
		return err
	}
	headers := map[int64]*types.SignedHeader{}
	sets := map[int64]*types.ValidatorSet{}
	for _, name := range asked.Blocks {
		block, err := read(folder, name)
		if err != nil {
			return err
		}
		headers[block.Height] = block.SignedHeader
		sets[block.Height] = block.ValidatorSet
	}
	source := func() provider.Provider { return mock.New(trusted.ChainID, headers, sets) }
	client, err := light.NewClient(
		context.Background(),
		trusted.ChainID,
		light.TrustOptions{Period: asked.period(), Height: trusted.Height, Hash: trusted.Hash()},
		source(),
		[]provider.Provider{source()},
		lightdb.New(dbm.NewMemDB(), trusted.ChainID),
		light.MaxClockDrift(clockDrift),
		light.MaxRetryAttempts(1),
	)
	if err != nil {
		return err
	}
	return client.VerifyHeader(context.Background(), target.Header, asked.Now)
}
