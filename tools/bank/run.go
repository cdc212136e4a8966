package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"cosmossdk.io/store"
	storetypes "cosmossdk.io/store/types"
	abci "github.com/cometbft/cometbft/abci/types"
	comet "github.com/cometbft/cometbft/config"
	"github.com/cometbft/cometbft/libs/log"
	"github.com/cometbft/cometbft/node"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/privval"
	"github.com/cometbft/cometbft/proxy"
	db "github.com/cosmos/cosmos-db"
	"github.com/cosmos/cosmos-sdk/server"
	"github.com/spf13/viper"
)

func newInterBlockCache() storetypes.MultiStorePersistentCache {
	return store.NewCommitKVStoreCacheManager()
}

// runMachine runs one machine of the chain until it is asked to end.
func runMachine(home string) error {
	config, err := readConfig(home)
	if err != nil {
		return err
	}
	state, err := db.NewDB("application", db.GoLevelDBBackend, filepath.Join(home, "data"))
	if err != nil {
		return err
	}
	app, err := openApp(state)
	if err != nil {
		return err
	}
	key, err := p2p.LoadNodeKey(config.NodeKeyFile())
	if err != nil {
		return err
	}
	machine, err := node.NewNode(
		config,
		privval.LoadFilePV(config.PrivValidatorKeyFile(), config.PrivValidatorStateFile()),
		key,
		proxy.NewLocalClientCreator(honest{server.NewCometABCIWrapper(app)}),
		node.DefaultGenesisDocProviderFunc(config),
		comet.DefaultDBProvider,
		node.DefaultMetricsProvider(config.Instrumentation),
		log.NewNopLogger(),
	)
	if err != nil {
		return err
	}
	if err := machine.Start(); err != nil {
		return err
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	<-asked
	if err := machine.Stop(); err != nil {
		return err
	}
	machine.Wait()
	return app.Close()
}

// honest stops the chain at a block in which something failed: what did not move money is no figure.
type honest struct {
	abci.Application
}

func (app honest) FinalizeBlock(ctx context.Context, block *abci.RequestFinalizeBlock) (*abci.ResponseFinalizeBlock, error) {
	done, err := app.Application.FinalizeBlock(ctx, block)
	if err != nil {
		return nil, err
	}
	for at, result := range done.TxResults {
		if result.Code != 0 {
			err := fmt.Errorf("send %d of block %d failed: %s", at, block.Height, result.Log)
			fmt.Fprintln(os.Stderr, "bank:", err)
			return nil, err
		}
	}
	return done, nil
}

// readConfig reads the configuration that Folkmoot's own nodes write, so that both run with the same.
func readConfig(home string) (*comet.Config, error) {
	reader := viper.New()
	reader.SetConfigFile(filepath.Join(home, "config", "config.toml"))
	if err := reader.ReadInConfig(); err != nil {
		return nil, err
	}
	config := comet.DefaultConfig()
	if err := reader.Unmarshal(config); err != nil {
		return nil, err
	}
	config.SetRoot(home)
	return config, config.ValidateBasic()
}
