package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"cosmossdk.io/math"
	comet "github.com/cometbft/cometbft/crypto/ed25519"
	comettypes "github.com/cometbft/cometbft/types"
	db "github.com/cosmos/cosmos-db"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/crypto/keys/ed25519"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"
	auth "github.com/cosmos/cosmos-sdk/x/auth/types"
	bank "github.com/cosmos/cosmos-sdk/x/bank/types"
	staking "github.com/cosmos/cosmos-sdk/x/staking/types"
)

const balance = 1_000_000

// foundChain writes the genesis of a chain whose accounts have money, and one signed send of each account to the next.
func foundChain(genesisPath, sendsPath, count string, validators []string) error {
	accounts, err := strconv.Atoi(count)
	if err != nil || accounts < 2 {
		return fmt.Errorf("two accounts at least, not %q", count)
	}
	app, err := openApp(db.NewMemDB())
	if err != nil {
		return err
	}
	keys := make([]*secp256k1.PrivKey, accounts)
	for at := range keys {
		keys[at] = secp256k1.GenPrivKeyFromSecret([]byte(fmt.Sprintf("account %d", at)))
	}
	state, err := genesisState(app, keys, validators)
	if err != nil {
		return err
	}
	params := comettypes.DefaultConsensusParams()
	params.Block.MaxGas = -1
	doc := comettypes.GenesisDoc{
		GenesisTime:     time.Now().Add(-time.Second),
		ChainID:         chainID,
		InitialHeight:   1,
		ConsensusParams: params,
		AppState:        state,
	}
	if err := doc.SaveAs(genesisPath); err != nil {
		return err
	}
	return writeSends(app, keys, sendsPath)
}

// genesisState gives every account its money, and bonds one share of the first account's with each validator.
func genesisState(app bankApp, keys []*secp256k1.PrivKey, validators []string) (json.RawMessage, error) {
	state := app.DefaultGenesis()
	people := make([]auth.GenesisAccount, len(keys))
	balances := make([]bank.Balance, 0, len(keys)+1)
	for at, key := range keys {
		address := sdk.AccAddress(key.PubKey().Address())
		people[at] = auth.NewBaseAccount(address, key.PubKey(), uint64(at), 0)
		balances = append(balances, bank.Balance{Address: address.String(), Coins: coins(balance)})
	}
	bonded, err := bondedTo(people[0].GetAddress().String(), validators)
	if err != nil {
		return nil, err
	}
	pool := auth.NewModuleAddress(staking.BondedPoolName).String()
	stake := sdk.DefaultPowerReduction.MulRaw(int64(len(validators)))
	balances = append(balances, bank.Balance{Address: pool, Coins: sdk.NewCoins(sdk.NewCoin(sdk.DefaultBondDenom, stake))})
	supply := sdk.NewCoins()
	for _, held := range balances {
		supply = supply.Add(held.Coins...)
	}
	state[auth.ModuleName] = app.codec.MustMarshalJSON(auth.NewGenesisState(auth.DefaultParams(), people))
	state[bank.ModuleName] = app.codec.MustMarshalJSON(bank.NewGenesisState(bank.DefaultParams(), balances, supply, nil, nil))
	state[staking.ModuleName] = app.codec.MustMarshalJSON(bonded)
	return json.Marshal(state)
}

func bondedTo(delegator string, keys []string) (*staking.GenesisState, error) {
	var validators []staking.Validator
	var delegations []staking.Delegation
	for _, written := range keys {
		raw, err := hex.DecodeString(written)
		if err != nil || len(raw) != comet.PubKeySize {
			return nil, fmt.Errorf("%q is no validator's key", written)
		}
		key := &ed25519.PubKey{Key: raw}
		packed, err := codectypes.NewAnyWithValue(key)
		if err != nil {
			return nil, err
		}
		operator := sdk.ValAddress(key.Address()).String()
		none := math.LegacyZeroDec()
		validators = append(validators, staking.Validator{
			OperatorAddress:   operator,
			ConsensusPubkey:   packed,
			Status:            staking.Bonded,
			Tokens:            sdk.DefaultPowerReduction,
			DelegatorShares:   math.LegacyOneDec(),
			UnbondingTime:     time.Unix(0, 0).UTC(),
			Commission:        staking.NewCommission(none, none, none),
			MinSelfDelegation: math.ZeroInt(),
		})
		delegations = append(delegations, staking.NewDelegation(delegator, operator, math.LegacyOneDec()))
	}
	return staking.NewGenesisState(staking.DefaultParams(), validators, delegations), nil
}

// writeSends signs one send of each account, and writes them in base64, one a line.
func writeSends(app bankApp, keys []*secp256k1.PrivKey, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewWriter(file)
	for at, key := range keys {
		to := keys[(at+1)%len(keys)]
		signed, err := signSend(app.txConfig, key, to.PubKey().Address().Bytes(), uint64(at))
		if err != nil {
			return err
		}
		fmt.Fprintln(lines, base64.StdEncoding.EncodeToString(signed))
	}
	return lines.Flush()
}

func coins(amount int64) sdk.Coins {
	return sdk.NewCoins(sdk.NewInt64Coin(sdk.DefaultBondDenom, amount))
}
