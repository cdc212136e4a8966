package main

import (
	"cosmossdk.io/depinject"
	"cosmossdk.io/log"
	pruning "cosmossdk.io/store/pruning/types"
	db "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/codec"
	"github.com/cosmos/cosmos-sdk/runtime"
	modules "github.com/cosmos/cosmos-sdk/testutil/configurator"
	// Each module announces itself when it is imported.
	_ "github.com/cosmos/cosmos-sdk/x/auth"
	_ "github.com/cosmos/cosmos-sdk/x/auth/tx/config"
	_ "github.com/cosmos/cosmos-sdk/x/bank"
	_ "github.com/cosmos/cosmos-sdk/x/consensus"
	_ "github.com/cosmos/cosmos-sdk/x/distribution"
	_ "github.com/cosmos/cosmos-sdk/x/mint"
	_ "github.com/cosmos/cosmos-sdk/x/staking"
)

const (
	chainID = "bank"
	// iavlCache is the default of `app.toml`: nodes of the tree that are kept in memory.
	iavlCache = 781250
)

// bankApp is the application with what is needed to found it and to sign for it.
type bankApp struct {
	*runtime.App
	codec    codec.Codec
	txConfig client.TxConfig
}

// openApp opens the application on a database, with the settings that a node of the cosmos-sdk has unless told otherwise.
func openApp(store db.DB) (bankApp, error) {
	config := modules.NewAppConfig(
		modules.AuthModule(),
		modules.BankModule(),
		modules.StakingModule(),
		modules.MintModule(),
		modules.DistributionModule(),
		modules.ConsensusModule(),
		modules.TxModule(),
	)
	var opened bankApp
	var builder *runtime.AppBuilder
	logger := depinject.Supply(log.NewNopLogger())
	err := depinject.Inject(depinject.Configs(config, logger), &builder, &opened.codec, &opened.txConfig)
	if err != nil {
		return opened, err
	}
	opened.App = builder.Build(store, nil,
		baseapp.SetChainID(chainID),
		baseapp.SetPruning(pruning.NewPruningOptions(pruning.PruningDefault)),
		baseapp.SetInterBlockCache(newInterBlockCache()),
		baseapp.SetIAVLCacheSize(iavlCache),
	)
	return opened, opened.Load(true)
}
